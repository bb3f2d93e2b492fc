"""Find titles in the lines of a reST page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1*\s*")
# A line that is shorter is words, unless it is as long as its title (docutils, `underline`).
_MIN_UNDERLINE = 4


def parse_title(lines: Sequence[str], index: int) -> str:
    """Return the title that begins at a line: text with an underline, or an overline too."""
    first_line, second_line, third_line = (*lines[index : index + 3], "", "", "")[:3]
    if _is_underline(first_line):
        return (
            second_line.strip()
            if first_line.rstrip() == third_line.rstrip()
            and _is_long_enough(second_line, third_line)
            else ""
        )
    return (
        first_line.strip()
        if not first_line[:1].isspace() and _is_long_enough(first_line, second_line)
        else ""
    )


def find_first_title(lines: Sequence[str]) -> str:
    """Return the first title of a page, or an empty string."""
    indexes = (at for at in range(len(lines)) if not at or not lines[at - 1].strip())
    return next(filter(None, (parse_title(lines, at) for at in indexes)), "")


def skip_to_text(lines: Sequence[str], index: int) -> int:
    """Return the index after blank lines, and after a directive or comment that begins there."""
    if index < len(lines) and lines[index].startswith(".. "):
        index += 1
        while index < len(lines) and (not lines[index].strip() or lines[index][:1].isspace()):
            index += 1
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _is_underline(line: str) -> bool:
    return _UNDERLINE.fullmatch(line) is not None


def _is_long_enough(words: str, line: str) -> bool:
    length = len(line.rstrip()) if _is_underline(line) else 0
    return 0 < min(_MIN_UNDERLINE, _measure_width(words.strip())) <= length


def _measure_width(words: str) -> int:
    """Return the columns of a text: two for a wide character, none for a combining mark."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide - sum(map(bool, map(unicodedata.combining, words)))
