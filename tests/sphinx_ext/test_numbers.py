"""Slugs, numerals and letters: the parts of addresses and designations."""

from __future__ import annotations

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
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages
from build_tools.sphinx_ext.articles.item_marks import format_item_mark
from build_tools.sphinx_ext.articles.labels import make_slug
from build_tools.sphinx_ext.articles.numbers import (
    format_designation,
    format_letter,
    format_roman,
    parse_label_number,
)

LAYERS = languages.read_layers(Root(PROJECT_DIR))
LETTERS = {tag: languages.resolve_language(tag, LAYERS).letters for tag in ("ar", "ko", "el", "hi")}
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


ALPHABETS = {"": ascii_uppercase, "ar": LETTERS["ar"], "ko": LETTERS["ko"]}


@given(some.integers(1, 10**6), some.sampled_from(sorted(ALPHABETS)))
def test_letters_can_be_read_back(number: int, tag: str) -> None:
    """The letters of a number have that value: A to Z, then AA; `أ`, `가` in their order."""
    alphabet = ALPHABETS[tag]
    assert place_of(format_letter(number, alphabet if tag else ()), "".join(alphabet)) == number


def test_variants_have_the_letters_of_their_language() -> None:
    """Egypt's Arabic has those of Arabic, and the digits that Unicode has for it; capitals are made."""
    egyptian = languages.resolve_language("ar-EG", LAYERS)
    assert egyptian.letters == LETTERS["ar"]
    assert egyptian.digits == "٠١٢٣٤٥٦٧٨٩"
    assert format_letter(6, LETTERS["el"]) == "ΣΤ"


def test_fonts_have_the_letters_of_lists() -> None:
    """What marks items in Arabic and Korean is in the alphabets that faces are looked at for."""
    assert frozenset(map(ord, LETTERS["ko"])) in ALPHABETS_OF_FACES
    assert any(frozenset(map(ord, LETTERS["ar"])) <= alphabet for alphabet in ALPHABETS_OF_FACES)


@pytest.mark.parametrize(
    ("tag", "kind", "number", "mark"),
    [
        ("en", "loweralpha", 2, "b"),
        ("en", "upperalpha", 28, "AB"),
        ("ar", "loweralpha", 5, "ه\u200d"),
        ("ko", "loweralpha", 14, "하"),
        ("ko", "loweralpha", 15, "15"),
        ("el", "upperalpha", 6, "ΣΤ"),
        ("fa", "arabic", 12, "۱۲"),
        ("ar", "lowerroman", 4, "iv"),
        ("fr", "upperroman", 9, "IX"),
    ],
)
def test_an_item_is_marked_in_the_order_of_its_language(tag: str, kind: str, number: int, mark: str) -> None:
    """A mark is a letter or a number of the language; after its last letter, a number."""
    assert format_item_mark(kind, number, languages.resolve_language(tag, LAYERS)) == mark


@pytest.mark.parametrize(
    "tag", ["he", "fa", "ur", "hi", "bn", "th", "km", "my", "am", "ka", "hy", "el", "ru"]
)
def test_a_language_has_its_own_letters(tag: str) -> None:
    """Lists are marked with letters of the language's own script."""
    language = languages.resolve_language(tag, LAYERS)
    script = {unicodedata.name(letter).split()[0] for mark in language.letters for letter in mark}
    assert len(script) == 1
    assert script.isdisjoint({"LATIN"})
    assert format_item_mark("loweralpha", 1, language) == language.letters[0]


@pytest.mark.parametrize(
    ("tag", "digits"), [("fa", "۰۱"), ("bn", "০১"), ("my", "၀၁"), ("hi", ""), ("ar", "")]
)
def test_digits_are_those_of_unicode(tag: str, digits: str) -> None:
    """A language writes numbers in the digits that Unicode's data has first for it."""
    language = languages.resolve_language(tag, LAYERS)
    assert language.digits[:2] == digits
    assert language.localize_digits("10") == ("10" if not digits else digits[::-1])


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
        ("ca-{n}", "ca-1ab", None),
        ("ca-{n}", "ca-1A", None),
        ("ca-{n}", "ca-1-a", None),
        ("ca-{n}", "ca-1-bissextile", None),
        ("ca-{n}", f"ca-{'9' * 5000}", None),
        ("art{n}.x", "art7.x", 7),
        ("art{n}.x", "art7-x", None),
    ],
)
def test_a_pattern_fits_whole_labels(pattern: str, label: str, number: int | None) -> None:
    """A label is numbered if the register's pattern matches all of it."""
    found = parse_label_number(label, Numbering(labels=pattern, words="{arabic}"))
    assert (found and (found.value, found.addition)) == (number and (number, ""))


@pytest.mark.parametrize(
    ("label", "words", "text"),
    [
        ("a-8-bis", "Article {arabic}", "Article 8 bis"),
        ("a-8a", "Article {arabic}", "Article 8a"),
        ("a-8-ter", "Right {roman}", "Right VIII ter"),
        ("a-8b", "Right {roman}", "Right VIIIb"),
        ("a-2-bis", "{letter}", "B bis"),
        ("a-1-bis", "{ordinal} rule", "First bis rule"),
    ],
)
def test_an_article_put_in_between_has_a_number(label: str, words: str, text: str) -> None:
    """“8 bis” and “8a” are numbered by the pattern of the others."""
    edition = make_edition("en", "Latn", Numbering(labels="a-{n}", words=words), tag="en")
    found = format_designation(label, edition, UiStrings(language="en"))
    assert found == LocalizedText(text=text, language="en")


def test_a_pattern_of_its_own_names_what_was_put_in_between() -> None:
    """A row of its own, translated as the others are, comes first, wherever it stands."""
    rows = (
        Numbering(labels="a-{n}", words="Article {arabic}"),
        Numbering(labels="a-{n}-bis", words="Article {arabic} again"),
    )
    for numbering in (rows, rows[::-1]):
        edition = make_edition("en", "Latn", *numbering, tag="en")
        found = format_designation("a-8-bis", edition, UiStrings(language="en"))
        assert found == LocalizedText(text="Article 8 again", language="en")


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
    edition = make_edition(source, script, Numbering(labels="a-{n}", words=words))
    text = words.format(roman="IV", arabic=4)
    assert format_designation("a-4", edition, UiStrings(language="he")) == LocalizedText(
        text=text, language=language
    )


def make_edition(source: str, script: str, *numbering: Numbering, tag: str = "he") -> Edition:
    """Return an edition of a text whose articles are numbered so."""
    there, here = Language(tag=source, name="", script=script), Language(tag=tag, name="")
    return Edition(
        publication=Publication(id="a", languages=(source, tag), numbering=numbering),
        language=here,
        source=there,
        publisher=Publisher(),
        siblings=(there, here),
        identifier="",
    )
