"""What an article is called: takes its label and the register's patterns; gives words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase

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


# The letters that number things, in the order they do it in; elsewhere those of English. Marks of
# lists are styled with the same: styles/base/lists.css.
LETTERS = {
    "ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ko": "가나다라마바사아자차카타파하",
}


def letter(number: int, tag: str = "") -> str:
    """Return a number as capital letters of a language: 1 gives `A`, `أ`, `가`; 27 gives `AA`."""
    letters = LETTERS.get(tag.partition("-")[0], ascii_uppercase)
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        text = letters[rest] + text
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
    pattern = translated or Word(text=numbering.words, language=_spoken(numbering, edition))
    lettered = letter(number, edition.language.tag)
    text = pattern.text.format(roman=roman(number), arabic=number, letter=lettered)
    has_words = re.search(r"\w", re.sub(r"\{\w+\}", "", pattern.text))
    return Word(text=text, language=pattern.language if has_words else edition.language.tag)


def _spoken(numbering: Numbering, edition: Edition) -> str:
    """The register speaks the language of the source or, in letters that it lacks, English."""
    latin = re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", numbering.words))
    return "en" if latin and edition.source.script != "Latn" else edition.source.tag


def _first(label: str, patterns: Iterable[Numbering]) -> tuple[Numbering, int] | None:
    for numbering in patterns:
        number = number_of(label, numbering)
        if number is not None:
            return numbering, number
    return None
