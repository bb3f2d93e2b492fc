"""What an article is called: takes its label and the register's patterns; gives words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase

from build_tools.model import Edition, LocalizedText, Numbering, UiStrings

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


ORDINAL = "{ordinal}"
IN_LINE = "{ordinal} {title}"
# Messages of press.po.
ORDINALS = (
    *("First", "Second", "Third", "Fourth", "Fifth"),
    *("Sixth", "Seventh", "Eighth", "Ninth", "Tenth"),
)


def letter(number: int, tag: str = "") -> str:
    """Return a number as capital letters of a language: 1 gives `A`, `أ`, `가`; 27 gives `AA`."""
    letters = LETTERS.get(tag.partition("-")[0], ascii_uppercase)
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        text = letters[rest] + text
    return text


def number_of(label: str, numbering: Numbering) -> int | None:
    """Return the number that a label carries, or None where the pattern is not its.

    More than six figures are no number: a Roman one would fill a book.
    """
    before, _, after = numbering.labels.partition("{n}")
    match = re.fullmatch(f"{re.escape(before)}([0-9]{{1,6}}){re.escape(after)}", label)
    return int(match[1]) if match else None


def designation(label: str, edition: Edition, words: UiStrings) -> LocalizedText | None:
    """Return what the article with a label is called in an edition: `Right XII`, `المادة 23`.

    None where the register gives the label no number.
    """
    found = _first(label, edition.publication.numbering)
    if found is None:
        return None
    numbering, number = found
    translated = words.messages.get(numbering.words)
    pattern = translated or LocalizedText(
        text=numbering.words, language=_spoken(numbering, edition)
    )
    tongue = pattern.language if has_words(pattern.text) else edition.language.tag
    return LocalizedText(text=filled(pattern.text, number, edition, words, tongue), language=tongue)


def filled(pattern: str, number: int, edition: Edition, words: UiStrings, tongue: str) -> str:
    """Return a pattern with a number in the form that it asks for; `tongue` is its language.

    A `{title}` stays as it is.
    """
    word = ordinal(number, words, tongue)
    return pattern.format(
        roman=roman(number),
        arabic=number,
        letter=letter(number, edition.language.tag),
        ordinal=word if pattern.startswith(ORDINAL) else word.lower(),
        title="{title}",
    )


def ordinal(number: int, words: UiStrings, tongue: str) -> str:
    """Return a number as a word: 3 gives `Third`; beyond ten, or where a language lacks it, `3`."""
    word = words(ORDINALS[number - 1]) if 0 < number <= len(ORDINALS) else None
    known = word is not None and _primary(word.language) == _primary(tongue)
    return word.text if word and known else str(number)


def in_line(label: str, title: str, edition: Edition, words: UiStrings) -> str:
    """Return what an article is called within a sentence: an ordinal has its title beside it.

    `Article IX`, but `Third Additional provision`; empty where it has no number.
    """
    word, found = designation(label, edition, words), _first(label, edition.publication.numbering)
    if word is None or found is None:
        return ""
    numbering, number = found
    if ORDINAL not in numbering.words or has_words(numbering.words):
        return word.text
    text = filled(words(IN_LINE).text, number, edition, words, edition.language.tag)
    return text.replace("{title}", title)


def is_lone(label: str, edition: Edition) -> bool:
    """Return whether an article is called by its number alone: `B`, `Third`."""
    found = _first(label, edition.publication.numbering)
    return found is not None and not has_words(found[0].words)


def has_words(pattern: str) -> bool:
    """Return whether a pattern says more than the number."""
    return bool(re.search(r"\w", re.sub(r"\{\w+\}", "", pattern)))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


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
