"""Dates and names of languages: takes them and a tag, gives the words of that language."""

from __future__ import annotations

from datetime import date

# English that names no country is written as the world writes it: 24 November 2026.
WORLD = {"en": "en_001"}


def long_date(day: date | None, tag: str) -> str:
    """Return a date as a language writes it in full; empty without one, ISO where none is known."""
    if day is None:
        return ""
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, format="long", locale=WORLD.get(tag, tag.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def called(tag: str, within: str) -> str:
    """Return what a language is called in another; empty where that is not known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(within, sep="-")
        return Locale.parse(tag, sep="-").get_display_name(locale) or ""
    except (UnknownLocaleError, ValueError):
        return ""
