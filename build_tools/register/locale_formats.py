"""Get the formats of numbers and dates of a language from Unicode CLDR (Babel)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from build_tools.model import Language, LocaleFormats
from build_tools.register import language_tags

if TYPE_CHECKING:
    from babel.core import Locale


def format_long_date(day: date | None, language: Language) -> str:
    """Return a date as a language writes it in full: empty without a date, ISO if unknown."""
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


# Texts in a script with digits of its own mostly use both kinds, with nearly the same separators.
DEFAULT_DIGITS = "latn"


def get_locale_formats(tag: str) -> LocaleFormats:
    """Return how a language writes numbers and dates; empty if Babel does not know it."""
    locale = language_tags.find_locale(tag)
    if locale is None:
        return LocaleFormats()
    systems: Mapping[str, Mapping[str, str]] = locale.number_symbols
    symbols = systems.get(DEFAULT_DIGITS) or next(iter(systems.values()), {})
    return LocaleFormats(
        grouping=symbols.get("group", ""),
        decimal=symbols.get("decimal", ""),
        comma=locale.list_patterns["standard"]["middle"].format("", ""),
        date=str(locale.date_formats["long"].pattern),
        months=_list_month_names(locale),
    )


def find_percent_spaces(tag: str) -> tuple[str, ...]:
    """Return the percent sign with its space, if a language has one before it."""
    locale = language_tags.find_locale(tag)
    pattern = str(locale.percent_formats[None].pattern) if locale else ""
    return (pattern[-2:],) if pattern[-2:] in ("\u00a0%", "\u202f%") else ()


def _list_month_names(locale: Locale) -> tuple[tuple[str, ...], ...]:
    """Return for each month its name in a date, then its name alone."""
    months = []
    for month in range(1, 13):
        in_date, alone = (str(locale.months[k]["wide"][month]) for k in ("format", "stand-alone"))
        # Babel gives “1月” of its root if a language has no names of its own for months alone.
        is_known = in_date[0].isdigit() == alone[0].isdigit()
        months.append(tuple(dict.fromkeys((in_date, alone) if is_known else (in_date,))))
    return tuple(months)
