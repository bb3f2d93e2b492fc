"""Collation: the order of words in a language; cases in tests/data/sphinx_ext/collation.toml."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from build_tools.model import Language
from build_tools.sphinx_ext.text.collation import get_index_letter, make_sort_key

DATA = Path(__file__).parent.parent / "data/sphinx_ext/collation.toml"
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]
SCRIPTS = {"ar": "Arab", "ko": "Kore", "ru": "Cyrl", "hi": "Deva"}
TAGS = some.sampled_from(["en", "fr", "es", "ar", "ko", "cs", "sv", "ru", "hi"])
# Letters that a simple order would sort wrongly, and any other.
TEXTS = some.text(
    some.one_of(
        some.sampled_from("nñÑ\u0303éèeÉœ ا ل ء أ ة ت ـ َ 가 각 1 ٢ ch’-"),
        some.characters(codec="utf-8"),
    )
)


def language(tag: str) -> Language:
    """Return a language with its script."""
    return Language(tag=tag, name=tag, script=SCRIPTS.get(tag, "Latn"))


def sort_texts(texts: list[str], tag: str) -> list[str]:
    """Return texts sorted in a language."""
    return sorted(texts, key=lambda text: make_sort_key(text, language(tag)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['why']}")
def test_a_reader_finds_words_where_she_looks(case: dict[str, Any]) -> None:
    """Words are sorted in the order of the language, whatever their order was."""
    order = case["order"]
    for seed in range(5):
        mixed = random.Random(seed).sample(order, len(order))
        assert sort_texts(mixed, case["language"]) == order


@given(TAGS, some.lists(TEXTS))
def test_sorting_twice_is_sorting_once(tag: str, texts: list[str]) -> None:
    """Sorting twice gives the same list as sorting once, with the same texts."""
    once = sort_texts(texts, tag)
    assert sort_texts(once, tag) == once == sort_texts(texts[::-1], tag)
    assert sorted(once) == sorted(texts)


@given(TAGS, TEXTS, TEXTS, TEXTS)
def test_any_two_texts_have_an_order(tag: str, one: str, two: str, three: str) -> None:
    """The order is total and transitive."""
    first, second, third = (make_sort_key(text, language(tag)) for text in (one, two, three))
    assert (first < second) + (first > second) + (one == two) == 1
    assert not (first <= second <= third) or first <= third


def test_a_number_of_any_length_has_a_place() -> None:
    """A list with a number of five thousand digits, too long for Python's int, is sorted."""
    assert sort_texts(["a", "9" * 5000, "2"], "en") == ["2", "9" * 5000, "a"]


@given(TAGS, TEXTS)
def test_how_a_letter_is_encoded_does_not_matter(tag: str, text: str) -> None:
    """Composed and decomposed characters have the same place."""
    apart, whole = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert make_sort_key(apart, language(tag))[:-1] == make_sort_key(whole, language(tag))[:-1]


@given(some.text("abcdeghimorstuvwxyz", min_size=1), some.text("abcdeghimorstuvwxyz", min_size=1))
def test_accents_and_capitals_decide_last(one: str, two: str) -> None:
    """Accents and case decide only between equal letters."""
    french = language("fr")
    plain = make_sort_key(one, french)[0] < make_sort_key(two, french)[0]
    dressed = one.upper().replace("E", "É").replace("U", "Ü")
    assert (make_sort_key(dressed, french)[0] < make_sort_key(two, french)[0]) == plain


@pytest.mark.parametrize(
    ("tag", "word", "letter"),
    [
        ("en", "élan", "E"),
        ("es", "ñandú", "Ñ"),
        ("en", "ñandú", "N"),
        ("cs", "chata", "CH"),
        ("ar", "المدينة", "م"),
        ("en", "1948", ""),
        ("zh-Hans", "中", ""),
        ("fr", "œuvre", "O"),
        ("en", "_x", "X"),
    ],
)
def test_a_word_stands_under_a_letter_of_its_language(tag: str, word: str, letter: str) -> None:
    """An index has a group for each letter that a language has, accents left out."""
    assert get_index_letter(word, language(tag)) == letter
