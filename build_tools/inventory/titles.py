"""Where titles stand in a page of reST: takes its lines, gives the title at a line or below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DRAWN = re.compile(r"([!-/:-@\[-`{-~])\1*\s*")
# A line that is shorter is words, unless it is as long as its title (docutils, `underline`).
_LONG = 4


def title(lines: Sequence[str], at: int) -> str:
    """Return the title that begins at a line: words over a drawn line, or between two."""
    over, words, under = (*lines[at : at + 3], "", "", "")[:3]
    if _is_drawn(over):
        return words.strip() if over.rstrip() == under.rstrip() and _fits(words, under) else ""
    return over.strip() if not over[:1].isspace() and _fits(over, words) else ""


def first(lines: Sequence[str]) -> str:
    """Return the first title of a page, empty where it has none."""
    begins = (at for at in range(len(lines)) if not at or not lines[at - 1].strip())
    return next(filter(None, (title(lines, at) for at in begins)), "")


def below(lines: Sequence[str], at: int) -> int:
    """Return the line after blank ones and after a directive or a comment that begins at `at`."""
    if at < len(lines) and lines[at].startswith(".. "):
        at += 1
        while at < len(lines) and (not lines[at].strip() or lines[at][:1].isspace()):
            at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _is_drawn(line: str) -> bool:
    return _DRAWN.fullmatch(line) is not None


def _fits(words: str, line: str) -> bool:
    drawn = len(line.rstrip()) if _is_drawn(line) else 0
    return 0 < min(_LONG, _width(words.strip())) <= drawn


def _width(words: str) -> int:
    """Return the columns that words take: two for a wide letter, none for a mark upon another."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide - sum(map(bool, map(unicodedata.combining, words)))
