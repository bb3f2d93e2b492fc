"""What an article is called: takes its label and the register's patterns; gives words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_tools.model import Edition, Numbering, Word, Words

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number as a Roman numeral: 23 gives `XXIII`; zero gives an empty text."""
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """Return a number as capital letters: 1 gives `A`, 27 gives `AA`."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number_of(label: str, numbering: Numbering) -> int | None:
    """Return the number that a label carries, or None where the pattern is not its."""
    before, _, after = numbering.labels.partition("{n}")
    match = re.fullmatch(f"{re.escape(before)}([0-9]+){re.escape(after)}", label)
    return int(match[1]) if match else None


def designation(label: str, edition: Edition, words: Words) -> Word | None:
    """Return what the article with a label is called in an edition: `Right XII`, `المادة 23`.

    None where the register gives the label no number.
    """
    found = _first(label, edition.publication.numbering)
    if found is None:
        return None
    numbering, number = found
    translated = words.messages.get(numbering.words)
    pattern = translated or Word(text=numbering.words, language=edition.source.tag)
    text = pattern.text.format(roman=roman(number), arabic=number, letter=letter(number))
    has_words = re.search(r"\w", re.sub(r"\{\w+\}", "", pattern.text))
    return Word(text=text, language=pattern.language if has_words else edition.language.tag)


def _first(label: str, patterns: Iterable[Numbering]) -> tuple[Numbering, int] | None:
    for numbering in patterns:
        number = number_of(label, numbering)
        if number is not None:
            return numbering, number
    return None
