"""Slugs, numerals and letters: the parts of addresses and designations."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as some

from build_tools.fonts.font_coverage import ALPHABETS as ALPHABETS_OF_FACES
from build_tools.model import (
    Edition,
    Language,
    LocalizedText,
    Numbering,
    Publication,
    Publisher,
    UiStrings,
)
from build_tools.paths import STYLES_DIR
from build_tools.sphinx_ext.articles.labels import make_slug
from build_tools.sphinx_ext.articles.numbers import (
    LETTERS,
    format_designation,
    format_letter,
    format_roman,
    parse_label_number,
)

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def value_of(numeral: str) -> int:
    """Return the value of a Roman numeral."""
    values = [VALUES[each] for each in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-here if here < after else here for here, after in pairs)


def place_of(letters: str, alphabet: str) -> int:
    """Return the index of a letter sequence, counted as spreadsheet columns are."""
    place = 0
    for each in letters:
        place = place * len(alphabet) + alphabet.index(each) + 1
    return place


@given(some.integers(1, 3999))
def test_a_roman_numeral_can_be_read_back(number: int) -> None:
    """The numeral of a number from 1 to 3999 has that value."""
    assert value_of(format_roman(number)) == number


def test_no_two_numbers_share_a_roman_numeral() -> None:
    """Numbers from 1 to 3999 have 3999 numerals, none with a letter four times in a row."""
    numerals = {format_roman(number) for number in range(1, 4000)}
    assert len(numerals) == 3999
    assert not any(each * 4 in numeral for numeral in numerals for each in VALUES)


ALPHABETS = {"": ascii_uppercase, "fr": ascii_uppercase, **LETTERS}


@given(some.integers(1, 10**6), some.sampled_from(sorted(ALPHABETS)))
def test_letters_can_be_read_back(number: int, tag: str) -> None:
    """The letters of a number have that value: A to Z, then AA; `أ`, `가` in their order."""
    assert place_of(format_letter(number, tag), ALPHABETS[tag]) == number
    assert format_letter(1, "ar-EG") == "أ"


def test_lists_are_lettered_as_articles_are() -> None:
    """The counter style of a style sheet has the letters of its language in the same order."""
    css = (STYLES_DIR / "base" / "lists.css").read_text("utf-8")
    for tag, style in (("ar", "abjad"), ("ko", "ganada")):
        found = re.search(rf"@counter-style {style} {{[^}}]*symbols: ([^;]*);", css)
        assert found is not None
        assert re.sub(r'[ "]|\\200D', "", found[1]) == LETTERS[tag]
    assert frozenset(map(ord, LETTERS["ko"])) in ALPHABETS_OF_FACES
    assert any(frozenset(map(ord, LETTERS["ar"])) <= alphabet for alphabet in ALPHABETS_OF_FACES)


@given(some.text())
def test_a_slug_holds_letters_digits_marks_and_dashes(text: str) -> None:
    """The slug of any title is in lower case and valid in an address."""
    made = make_slug(text)
    assert made
    assert all(each == "-" or is_word(each) for each in made)
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


def is_word(letter: str) -> bool:
    """Return whether a character is a letter, a digit or a combining mark."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


@given(some.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    """The slug of a slug is the slug itself."""
    assert make_slug(make_slug(text)) == make_slug(text)


@given(some.text())
def test_two_spellings_of_a_letter_have_one_slug(text: str) -> None:
    """Composed and decomposed letters give the same slug."""
    assert make_slug(unicodedata.normalize("NFD", text)) == make_slug(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Suggested Action Plan", "suggested-action-plan"),
        ("Été, forêt et cœur", "été-forêt-et-cœur"),
        ("  A -- b  ", "a-b"),
        ("الحق في المدينة", "الحق-في-المدينة"),
        ("도시에 대한 권리", "도시에-대한-권리"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Article 23", "article-23"),
        ("…", "section"),
    ],
)
def test_titles_of_any_script(title: str, anchor: str) -> None:
    """A title in any script gives a readable anchor in that script."""
    assert make_slug(title) == anchor


@pytest.mark.parametrize(
    ("pattern", "label", "number"),
    [
        ("ca-{n}", "ca-12", 12),
        ("ca-{n}", "ca-12-plan", None),
        ("ca-{n}", "xca-12", None),
        ("ca-{n}", "ca-", None),
        ("ca-{n}", "ca-1a", None),
        ("ca-{n}", f"ca-{'9' * 5000}", None),
        ("art{n}.x", "art7.x", 7),
        ("art{n}.x", "art7-x", None),
    ],
)
def test_a_pattern_fits_whole_labels(pattern: str, label: str, number: int | None) -> None:
    """A label is numbered if the register's pattern matches all of it."""
    assert parse_label_number(label, Numbering(labels=pattern, words="{arabic}")) == number


@pytest.mark.parametrize(
    ("source", "script", "words", "language"),
    [
        ("fr", "Latn", "Droit {roman}", "fr"),
        ("ar", "Arab", "المادة {arabic}", "ar"),
        ("ar", "Arab", "Article {arabic}", "en"),
        ("ko", "Hang", "{roman}", "he"),
    ],
)
def test_a_name_that_nobody_translated_says_its_language(
    source: str, script: str, words: str, language: str
) -> None:
    """It has the source's language; Latin words of a register in another script are English."""
    there, here = Language(tag=source, name="", script=script), Language(tag="he", name="")
    numbering = (Numbering(labels="a-{n}", words=words),)
    edition = Edition(
        publication=Publication(id="a", languages=(source, "he"), numbering=numbering),
        language=here,
        source=there,
        publisher=Publisher(),
        siblings=(there, here),
        identifier="",
    )
    text = words.format(roman="IV", arabic=4)
    assert format_designation("a-4", edition, UiStrings(language="he")) == LocalizedText(
        text=text, language=language
    )
