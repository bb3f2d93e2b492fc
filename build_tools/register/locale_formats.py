"""Get the formats of numbers and dates of a language from Unicode CLDR (Babel)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from build_tools.model import LocaleFormats
from build_tools.register import language_tags

if TYPE_CHECKING:
    from babel.core import Locale

# Most texts in a script with digits of its own have both kinds; what parts them is much the same.
DEFAULT_DIGITS = "latn"


def get_locale_formats(tag: str) -> LocaleFormats:
    """Return how a language writes numbers and dates; empty if Babel does not know it."""
    locale = language_tags.find_locale(tag)
    if locale is None:
        return LocaleFormats()
    digit_systems = locale.number_symbols
    symbols: Mapping[str, str] = digit_systems.get(DEFAULT_DIGITS) or next(
        iter(digit_systems.values()), {}
    )
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
    format_names, standalone_names = (
        locale.months[kind]["wide"] for kind in ("format", "stand-alone")
    )
    # Babel gives “1月” of its root where a language has no names of its own for months alone.
    names = [(str(format_names[month]), str(standalone_names[month])) for month in range(1, 13)]
    return tuple(tuple(dict.fromkeys(pair[: 1 + _are_same_kind(*pair)])) for pair in names)


def _are_same_kind(first: str, second: str) -> bool:
    return first[0].isdigit() == second[0].isdigit()
