"""How a book is meant to be set: takes the tokens of the design, gives margins, sizes, leading.

Lengths are in points. A design says them by the sheet (`.sheet-a5`) and by the writing of the
language (`html.arabic`); what is said last holds, as in any style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.layout import STYLES_DIR

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;}]+)")
_LENGTH = re.compile(r"(-?[\d.]+)(mm|pt|em|)")
_POINTS = {"mm": 72 / 25.4, "pt": 1.0, "": 1.0, "em": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A sheet with its margins, and the text of a writing on it: its size and its line.

    `indent` is in points too; `small` is the size of notes and tables.
    """

    width: float
    height: float
    inner: float
    outer: float
    head: float
    foot: float
    size: float
    small: float
    line: float
    indent: float

    def sides(self, page: int, *, is_rtl: bool) -> tuple[float, float]:
        """Return where the lines of a page begin on its left and end on its right."""
        is_bound_left = (page % 2 == 1) != is_rtl
        left, right = (self.inner, self.outer) if is_bound_left else (self.outer, self.inner)
        return left, self.width - right


@lru_cache(maxsize=16)
def measures(writing: str) -> Measures:
    """Return how the design sets a writing, such as `alphabetic` or `arabic`, in a book."""
    text = (STYLES_DIR / "base" / "tokens.css").read_text("utf-8")
    tokens = _tokens(text, f"html.{writing}")
    size = tokens["book-size"] * tokens["book-scale"]
    return Measures(
        width=tokens["sheet-width"],
        height=tokens["sheet-height"],
        inner=tokens["inner"],
        outer=tokens["outer"],
        head=tokens["head"],
        foot=tokens["foot"],
        size=size,
        small=tokens["book-small"] * tokens["book-scale"],
        line=size * tokens["book-leading"],
        indent=size * tokens["book-indent"],
    )


def _tokens(text: str, writing: str) -> Mapping[str, float]:
    """Return what the tokens say that are lengths or numbers, for a writing on the sheet."""
    plain = _COMMENT.sub("", text)
    chosen = re.search(r"--edition-size:\s*([\w-]+)", plain)
    sheet = f".sheet-{chosen[1] if chosen else 'a5'}"
    holds = {":root", "html", sheet, writing}
    found: dict[str, float] = {}
    for named, body in _RULE.findall(plain):
        if holds & {each.strip() for each in named.split(",")}:
            found.update(_said(body))
    return found


def _said(body: str) -> Mapping[str, float]:
    said = {name: _LENGTH.fullmatch(value.strip()) for name, value in _TOKEN.findall(body)}
    return {name: float(of[1]) * _POINTS[of[2]] for name, of in said.items() if of}
