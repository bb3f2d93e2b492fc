"""Compare the months of dates, by CLDR's names: `11 December 2011`, `11 novembre 2011`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.model import Language

# What may stand between a month and its day or year: “30 de novembre de 2008”, “1er mars”, “٣ من مارس”.
_NEAR = r"(?:\.|er|º|ª|st|nd|rd|th)?[\s,]*(?:[^\W\d_]{1,3}[\s’'])?"


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where a date has a month that the source has not, in place of one that it has."""
    source = _find_months(pair.source.text, pair.context.source)
    target = _find_months(pair.target.text, pair.context.language) if source else {}
    wrong = [name for month, name in target.items() if month not in source]
    missing = [name for month, name in source.items() if month not in target]
    if wrong and missing:
        yield Remark(f"the source has “{missing[0]}”, the translation “{wrong[0]}”")


def _find_months(text: str, language: Language) -> dict[int, str]:
    """Return the months that stand beside a number, by their place in the year, as they are written."""
    pattern, places = _compile_months(language)
    found = pattern.finditer(text) if pattern else ()
    names = (match["counted"] or match["before"] or match["after"] for match in found)
    return {places[name.casefold()]: name for name in names}


@lru_cache(maxsize=64)
def _compile_months(language: Language) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    months = enumerate(language.forms.months)
    places = {name.casefold(): place for place, names in months for name in names if len(name) > 1}
    if not places:
        return None, {}
    longest_first = sorted(places, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first if not name[0].isdigit()) or "(?!)"
    counted = "|".join(re.escape(name) for name in longest_first if name[0].isdigit()) or "(?!)"
    pattern = (
        rf"(?<!\d)(?P<counted>{counted})|(?<!\d)\d{{1,4}}{_NEAR}(?P<before>{names})(?!\w)"
        rf"|(?<!\w)(?P<after>{names}){_NEAR}\d"
    )
    return re.compile(pattern, re.IGNORECASE), places


RULE = Rule(
    code="catalogue/month",
    check=check,
    what="a date with a different month from the one in the source",
    why="readers learn a wrong date",
    fix="write the month of the source",
)
