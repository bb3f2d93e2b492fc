"""Takes an edition, gives numbers that are written as another language writes them.

What: the sign between thousands, the sign before a fraction, and the space of a percent sign, as
Unicode's tables (CLDR) have them. A number of three digits after a sign may be a fraction where
that sign is the language's; only 10,000 is surely none.
Example: `10,000 villes` in French; `3.5 %` in Spanish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.model import LocaleFormats
from build_tools.seeing.prose import TextBlock, read_text_blocks

_SPACES = " \u00a0\u2006\u2009\u202f\u2060"
_GROUPED = re.compile(
    rf"(?<![\w.,/:+-])(?<!\d[{_SPACES}])[1-9]\d{{0,2}}(?P<sign>[.,'’٬\u00a0\u2009\u202f])\d{{3}}"
    rf"(?:(?P=sign)\d{{3}})*(?!\d|[.,:/-]\d)(?![{_SPACES}]\d)"
)
_FRACTION = re.compile(r"(?<![\d.,])\d+(?P<sign>[.,٫])\d{1,2}(?=[ \u00a0\u202f]?[%٪])")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each number in a form of another language."""
    forms = built.language.forms
    if not forms.decimal:
        return
    for block in read_text_blocks(built.whole, built.language.tag):
        for found, message in _wrong(block, forms):
            yield fault(built, block, found, message)


def _wrong(block: TextBlock, forms: LocaleFormats) -> Iterator[tuple[re.Match[str], str]]:
    for found in _GROUPED.finditer(block.text):
        if not _is_right(found, forms):
            yield found, f"thousands are parted by {_named(forms.grouping)} in this language"
    for found in _FRACTION.finditer(block.text):
        if _sign(found, forms) != forms.decimal:
            yield found, f"a fraction begins with {_named(forms.decimal)} in this language"


def _is_right(found: re.Match[str], forms: LocaleFormats) -> bool:
    sign = _sign(found, forms)
    if sign == forms.grouping or (sign.isspace() and forms.grouping.isspace()):
        return True
    # 1,234 is a fraction where a comma begins one; 10,000 and 1,234,567 are none.
    is_fraction = found[0].count(found["sign"]) == 1 and not found[0].endswith("000")
    return sign == forms.decimal and is_fraction


def _sign(found: re.Match[str], forms: LocaleFormats) -> str:
    """Return the sign of a number; beside Arabic digits those of their own are right everywhere."""
    own = {"٬": forms.grouping, "٫": forms.decimal}
    is_own = "ARABIC-INDIC" in unicodedata.name(found[0][0])
    return own.get(found["sign"], found["sign"]) if is_own else found["sign"]


def _named(sign: str) -> str:
    return f"a space (U+{ord(sign):04X})" if sign.isspace() else sign
