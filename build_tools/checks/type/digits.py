"""Takes an edition, gives the digits of another kind than most of it has.

What: all numbers of an edition are written in the digits of one script. Numbers that the press
sets itself, of pages, notes and items, are no part of the text, and are left out.
Example: `٢٠١١` in an Arabic edition that has `2008` elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.seeing.prose import read_text_blocks
from build_tools.seeing.words_transcript import read_expected_text

_DIGITS = re.compile(r"\d+")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each number in digits that are not those of most numbers."""
    own = _own(built.said)
    found = [
        (block, number)
        for block in read_text_blocks(built.whole, built.language.tag)
        for number in _DIGITS.finditer(block.text)
        if own is None or number[0] in own
    ]
    kinds = Counter(_kind(number[0]) for _, number in found)
    usual = max(kinds, key=lambda kind: kinds[kind], default="")
    for block, number in found:
        if _kind(number[0]) != usual:
            message = f"the digits are {_kind(number[0])}, others of this edition {usual}"
            yield fault(built, block, number, message)


def _own(file: Path) -> frozenset[str] | None:
    """Return the numbers of the text; None where the press has left no words of it."""
    said = read_expected_text(file)
    if said is None:
        return None
    return frozenset(number for block in said.blocks for number in _DIGITS.findall(block.text))


def _kind(digits: str) -> str:
    """Return whose digits they are: `Arabic-Indic`; those of English are `European`."""
    if digits.isascii():
        return "European"
    first = next(digit for digit in digits if not digit.isascii())
    return unicodedata.name(first, "").partition(" DIGIT")[0].title()
