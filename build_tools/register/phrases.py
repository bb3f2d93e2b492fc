"""Write dates and names of languages in a language."""

from __future__ import annotations

import re
from datetime import date

from build_tools.model import Language


def format_long_date(day: date | None, language: Language) -> str:
    """Return a date as a language writes it in full; empty without a date, ISO if Babel has none."""
    if day is None:
        return ""
    if not language.forms.date:
        return day.isoformat()
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    pattern = language.forms.date
    if day.day == 1 and language.first_day:
        pattern = _replace_day(pattern, language.first_day)
    try:
        return format_date(day, format=pattern, locale=language.tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def _replace_day(pattern: str, word: str) -> str:
    """Return a pattern with a word in place of the day; text in '…' is no pattern."""
    parts = pattern.split("'")
    parts[::2] = [re.sub("d+", f"'{word}'", part) for part in parts[::2]]
    return "'".join(parts)


def get_language_name(tag: str, language: str) -> str:
    """Return the name of a language in another; empty if it is not known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
        return Locale.parse(tag, sep="-").get_display_name(locale) or ""
    except (UnknownLocaleError, ValueError):
        return ""
