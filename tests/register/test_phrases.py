"""Dates and names of languages, as written in a language."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.model import Language
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages
from build_tools.register.languages import format_long_date, get_language_name

DAY = date(2026, 11, 24)


def _language(tag: str) -> Language:
    return languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "24 November 2026"),
        ("en-US", "November 24, 2026"),
        ("fr", "24 novembre 2026"),
        ("es", "24 de noviembre de 2026"),
        ("ar", "24 نوفمبر 2026"),
        ("ko", "2026년 11월 24일"),
        ("zh-Hans", "2026年11月24日"),
        ("pt-BR", "24 de novembro de 2026"),
        ("tlh", "2026-11-24"),
        ("not a tag", "2026-11-24"),
    ],
)
def test_a_date_is_written_as_its_readers_do(tag: str, said: str) -> None:
    """A date is written in full in its language; if that is unknown, in digits."""
    assert format_long_date(DAY, _language(tag)) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [("fr", "1ᵉʳ décembre 2026"), ("fr-CA", "1ᵉʳ décembre 2026"), ("es", "1 de diciembre de 2026")],
)
def test_the_first_of_a_month_is_called_so(tag: str, said: str) -> None:
    """The first day of a month is written as in languages.toml."""
    assert format_long_date(date(2026, 12, 1), _language(tag)) == said


def test_no_date_is_no_words() -> None:
    """An edition without a date has no text for it."""
    assert format_long_date(None, _language("fr")) == ""


@pytest.mark.parametrize(
    ("tag", "within", "name"),
    [
        ("en", "fr", "anglais"),
        ("en", "ar", "الإنجليزية"),
        ("ar", "ko", "아랍어"),
        ("zh-Hans", "en", "Chinese (Simplified)"),
        ("tlh", "fr", ""),
        ("en", "tlh", ""),
        ("??", "fr", ""),
    ],
)
def test_a_language_is_called_as_in_another(tag: str, within: str, name: str) -> None:
    """A language has the name that another language gives it, or none."""
    assert get_language_name(tag, within) == name
