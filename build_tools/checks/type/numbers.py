"""Find numbers in the format of another language.

Three digits after a decimal separator may be a fraction; only 10,000 surely is not.

Example: `10,000 villes` in French; `3.5 %` in Spanish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks
from build_tools.model import LocaleFormats

CHECK = Check(
    code="type/numbers",
    severity="warning",
    formats=EDITION_FORMATS,
    what="numbers that are not in the form of the language",
    why="10.000 is ten thousand to one reader and ten to another",
    fix=(
        "write the separators of the language, or name in locale/languages.toml whose numbers it "
        "has (`forms`)"
    ),
    requires=("lxml", "pikepdf"),
)

_SPACES = " \u00a0\u2006\u2009\u202f\u2060"
_GROUPED_NUMBER = re.compile(
    rf"(?<![\w.,/:+-])(?<!\d[{_SPACES}])[1-9]\d{{0,2}}(?P<sign>[.,'’٬\u00a0\u2009\u202f])\d{{3}}"
    rf"(?:(?P=sign)\d{{3}})*(?!\d|[.,:/-]\d)(?![{_SPACES}]\d)"
)
_FRACTION = re.compile(r"(?<![\d.,])\d+(?P<sign>[.,٫])\d{1,2}(?=[ \u00a0\u202f]?[%٪])")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each number in the format of another language."""
    forms = built.language.forms
    if not forms.decimal:
        return
    for block in read_text_blocks(built.path, built.language.tag):
        for match, message in _check_numbers(block, forms):
            yield locate_violation(built, block, match, message)


def _check_numbers(block: TextBlock, forms: LocaleFormats) -> Iterator[tuple[re.Match[str], str]]:
    for match in _GROUPED_NUMBER.finditer(block.text):
        if not _is_right_grouping(match, forms):
            separator = _describe_separator(forms.grouping)
            yield match, f"thousands are separated by {separator} in this language"
    for match in _FRACTION.finditer(block.text):
        if _get_separator(match, forms) != forms.decimal:
            separator = _describe_separator(forms.decimal)
            yield match, f"a fraction begins with {separator} in this language"


def _is_right_grouping(match: re.Match[str], forms: LocaleFormats) -> bool:
    sign = _get_separator(match, forms)
    if sign == forms.grouping or (sign.isspace() and forms.grouping.isspace()):
        return True
    # 1,234 is a fraction where a comma begins one; 10,000 and 1,234,567 are none.
    is_fraction = match[0].count(match["sign"]) == 1 and not match[0].endswith("000")
    return sign == forms.decimal and is_fraction


def _get_separator(match: re.Match[str], forms: LocaleFormats) -> str:
    """Return the separator of a number; among Arabic digits their own are right in any language."""
    arabic_separators = {"٬": forms.grouping, "٫": forms.decimal}
    is_arabic = "ARABIC-INDIC" in unicodedata.name(match[0][0])
    return arabic_separators.get(match["sign"], match["sign"]) if is_arabic else match["sign"]


def _describe_separator(sign: str) -> str:
    return f"a space (U+{ord(sign):04X})" if sign.isspace() else sign
