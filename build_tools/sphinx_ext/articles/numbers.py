"""Format the number and the designation of an article by the patterns of the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import NamedTuple

from build_tools.model import Edition, LocalizedText, Numbering, UiStrings

ROMAN_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def format_roman(number: int) -> str:
    """Return a number as a Roman numeral: 23 gives `XXIII`; zero gives an empty string."""
    text = ""
    for value, letters in ROMAN_NUMERALS:
        count, number = divmod(number, value)
        text += letters * count
    return text


ORDINAL = "{ordinal}"
INLINE_PATTERN = "{ordinal} {title}"
# Messages of press.po.
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def format_letter(number: int, letters: Sequence[str] = ()) -> str:
    """Return a number as capital letters, by default of English: 1 gives `A`, `أ`, `가`; 27 gives `AA`."""
    letters = letters or ascii_uppercase
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        text = letters[rest].upper() + text
    return text


class LabelNumber(NamedTuple):
    """Hold the number of an article, and what follows it where one was put in later: `a` or ` bis`."""

    value: int
    addition: str = ""


# What may follow the number in a label, after a dash: `art-8-bis`. A letter follows at once: `art-8a`.
ADDITIONS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")


def parse_label_number(label: str, numbering: Numbering) -> LabelNumber | None:
    """Return the number in a label, or None where the label does not match the pattern.

    More than six digits are no number: as a Roman numeral it would fill a book.
    """
    before, _, after = numbering.labels.partition("{n}")
    number = f"([0-9]{{1,6}})(?:-({'|'.join(ADDITIONS)})|([a-z]))?"
    match = re.fullmatch(f"{re.escape(before)}{number}{re.escape(after)}", label)
    if match is None:
        return None
    return LabelNumber(int(match[1]), f" {match[2]}" if match[2] else match[3] or "")


def format_designation(label: str, edition: Edition, ui_strings: UiStrings) -> LocalizedText | None:
    """Return the designation of the article with a label, `Right XII`, None without a number."""
    match = _match_numbering(label, edition.publication.numbering)
    if match is None:
        return None
    numbering, number = match
    pattern = ui_strings.messages.get(numbering.words)
    text = pattern.text if pattern else numbering.words
    tag = edition.language.tag
    if _has_words(text):
        tag = pattern.language if pattern else _guess_pattern_language(numbering, edition)
    return LocalizedText(text=_fill_number_pattern(text, number, edition, ui_strings, tag), language=tag)


def _fill_number_pattern(
    pattern: str, number: LabelNumber, edition: Edition, ui_strings: UiStrings, tag: str
) -> str:
    """Return a pattern, in the language `tag`, with the number filled in; `{title}` stays."""
    ordinal_text = format_ordinal(number.value, ui_strings, tag)
    if ordinal_text.isdecimal():
        ordinal_text = localize_number(number.value, tag, edition)
    texts = {
        "roman": format_roman(number.value),
        "arabic": localize_number(number.value, tag, edition),
        "letter": format_letter(number.value, edition.language.letters),
        "ordinal": ordinal_text if pattern.startswith(ORDINAL) else ordinal_text.lower(),
    }
    with_addition = {style: text + number.addition for style, text in texts.items()}
    return pattern.format(**with_addition, title="{title}")


def localize_number(number: int, tag: str, edition: Edition) -> str:
    """Return a number in the digits of the edition, if the words that it stands in are in its language."""
    return edition.language.localize_digits(str(number)) if tag == edition.language.tag else str(number)


def format_ordinal(number: int, ui_strings: UiStrings, tag: str) -> str:
    """Return a number as a word: 3 gives `Third`; beyond ten, or without a translation, `3`."""
    word = ui_strings(ORDINALS[number - 1]) if 0 < number <= len(ORDINALS) else None
    if word and _get_primary_subtag(word.language) == _get_primary_subtag(tag):
        return word.text
    return str(number)


def format_inline_designation(
    label: str, title: LocalizedText, edition: Edition, ui_strings: UiStrings
) -> LocalizedText | None:
    """Return the designation of an article within a sentence; an ordinal has the title beside it.

    `Article IX`, but `Third Additional provision`; None where it has no number.
    """
    text = format_designation(label, edition, ui_strings)
    match = _match_numbering(label, edition.publication.numbering)
    if text is None or match is None:
        return None
    numbering, number = match
    if ORDINAL not in numbering.words or _has_words(numbering.words):
        return text
    pattern = ui_strings(INLINE_PATTERN).text
    inline = _fill_number_pattern(pattern, number, edition, ui_strings, edition.language.tag)
    return replace(title, text=inline.replace("{title}", title.text))


def is_number_alone(label: str, edition: Edition) -> bool:
    """Return whether the designation of an article is a number alone: `B`, `Third`."""
    match = _match_numbering(label, edition.publication.numbering)
    return match is not None and not _has_words(match[0].words)


def _has_words(pattern: str) -> bool:
    return bool(re.search(r"\w", re.sub(r"\{\w+\}", "", pattern)))


def _get_primary_subtag(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _guess_pattern_language(numbering: Numbering, edition: Edition) -> str:
    """Return the language of a pattern: the source's, or English for Latin letters it lacks."""
    latin = re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", numbering.words))
    return "en" if latin and edition.source.script != "Latn" else edition.source.tag


def _match_numbering(label: str, patterns: Iterable[Numbering]) -> tuple[Numbering, LabelNumber] | None:
    """Return the pattern of a label and its number; `art-{n}-bis` comes before `art-{n}` and its addition."""
    matches = [(one, number) for one in patterns if (number := parse_label_number(label, one))]
    return min(matches, key=lambda match: bool(match[1].addition), default=None)
