"""Find digits of another script than most numbers of an edition have.

Numbers that the edition adds itself, of pages, notes and items, are not counted.

Example: `٢٠١١` in an Arabic edition that has `2008` elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.expected import read_expected_text
from build_tools.inspection.text.text_blocks import read_text_blocks

CHECK = Check(
    code="type/digits",
    severity="warning",
    formats=EDITION_FORMATS,
    what="digits of two scripts in one edition",
    why="a number in other digits is not found, and looks like a quotation",
    fix="write all numbers in the digits that most of them have",
    requires=("lxml", "pikepdf"),
)

_DIGITS = re.compile(r"\d+")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each number in digits that most numbers do not have."""
    text_numbers = _list_text_numbers(built.expected_text)
    numbers = [
        (block, number)
        for block in read_text_blocks(built.path, built.language.tag)
        for number in _DIGITS.finditer(block.text)
        if text_numbers is None or number[0] in text_numbers
    ]
    kinds = Counter(_get_digit_script(number[0]) for _, number in numbers)
    usual = max(kinds, key=lambda kind: kinds[kind], default="")
    for block, number in numbers:
        if _get_digit_script(number[0]) != usual:
            message = f"the digits are {_get_digit_script(number[0])}, others of this edition {usual}"
            yield locate_violation(built, block, number, message)


def _list_text_numbers(file: Path) -> frozenset[str] | None:
    """Return the numbers of the expected text; None if there is none."""
    expected_text = read_expected_text(file)
    if expected_text is None:
        return None
    return frozenset(number for block in expected_text.blocks for number in _DIGITS.findall(block.text))


def _get_digit_script(digits: str) -> str:
    """Return the name of the digits: `Arabic-Indic`, or `European` for ASCII."""
    if digits.isascii():
        return "European"
    first = next(digit for digit in digits if not digit.isascii())
    return unicodedata.name(first, "").partition(" DIGIT")[0].title()
