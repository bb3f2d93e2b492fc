"""Dates and names of languages: takes them and a language, gives the words of that language."""

from __future__ import annotations

import re
from datetime import date

from build_tools.model import Language


def long_date(day: date | None, language: Language) -> str:
    """Return a date as a language writes it in full; empty without one, ISO where none is known."""
    if day is None:
        return ""
    if not language.forms.date:
        return day.isoformat()
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    pattern = language.forms.date
    if day.day == 1 and language.first_day:
        pattern = _first_of_month(pattern, language.first_day)
    try:
        return format_date(day, format=pattern, locale=language.tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def _first_of_month(pattern: str, word: str) -> str:
    """Return a pattern with a word in the place of the day; what stands in '…' is no pattern."""
    parts = pattern.split("'")
    parts[::2] = [re.sub("d+", f"'{word}'", part) for part in parts[::2]]
    return "'".join(parts)


def called(tag: str, within: str) -> str:
    """Return what a language is called in another; empty where that is not known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(within, sep="-")
        return Locale.parse(tag, sep="-").get_display_name(locale) or ""
    except (UnknownLocaleError, ValueError):
        return ""
