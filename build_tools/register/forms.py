"""Forms of numbers and dates: takes a language tag, gives what Unicode's tables (Babel) say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from build_tools.model import LocaleFormats
from build_tools.register import tags

if TYPE_CHECKING:
    from babel.core import Locale

# Most texts in a script with digits of its own have both kinds; what parts them is much the same.
DIGITS = "latn"


def forms(tag: str) -> LocaleFormats:
    """Return how a language writes numbers and dates; empty where Babel does not know it."""
    locale = tags.locale(tag)
    if locale is None:
        return LocaleFormats()
    known = locale.number_symbols
    signs: Mapping[str, str] = known.get(DIGITS) or next(iter(known.values()), {})
    return LocaleFormats(
        grouping=signs.get("group", ""),
        decimal=signs.get("decimal", ""),
        comma=locale.list_patterns["standard"]["middle"].format("", ""),
        date=str(locale.date_formats["long"].pattern),
        months=_months(locale),
    )


def percent(tag: str) -> tuple[str, ...]:
    """Return the percent sign with its space, where a language has one before it."""
    locale = tags.locale(tag)
    pattern = str(locale.percent_formats[None].pattern) if locale else ""
    return (pattern[-2:],) if pattern[-2:] in ("\u00a0%", "\u202f%") else ()


def _months(locale: Locale) -> tuple[tuple[str, ...], ...]:
    """Return for each month what it is called in a date, then what it is called alone."""
    within, alone = (locale.months[kind]["wide"] for kind in ("format", "stand-alone"))
    # Babel gives “1月” of its root where a language has no names of its own for months alone.
    names = [(str(within[month]), str(alone[month])) for month in range(1, 13)]
    return tuple(tuple(dict.fromkeys(pair[: 1 + _are_alike(*pair)])) for pair in names)


def _are_alike(one: str, other: str) -> bool:
    return one[0].isdigit() == other[0].isdigit()
