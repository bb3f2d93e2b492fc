"""Read the intended page metrics from the design tokens: margins, font sizes, leading.

Lengths are in points. The tokens depend on the sheet (`.sheet-a5`) and on the writing system of
the language (`html.arabic`); the last declaration wins, as in CSS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.paths import STYLES_DIR

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;}]+)")
_LENGTH = re.compile(r"(-?[\d.]+)(mm|pt|em|)")
_POINTS = {"mm": 72 / 25.4, "pt": 1.0, "": 1.0, "em": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetrics:
    """Hold the size and margins of a sheet, and the font size and leading of a writing system.

    All lengths, `indent` too, are in points; `small_size` is the font size of notes and tables.
    """

    width: float
    height: float
    inner_margin: float
    outer_margin: float
    top_margin: float
    bottom_margin: float
    font_size: float
    small_size: float
    line_height: float
    indent: float

    def compute_text_edges(self, page: int, *, is_rtl: bool) -> tuple[float, float]:
        """Return the left and the right edge of the text area of a page."""
        is_bound_left = (page % 2 == 1) != is_rtl
        left, right = (
            (self.inner_margin, self.outer_margin)
            if is_bound_left
            else (self.outer_margin, self.inner_margin)
        )
        return left, self.width - right


@lru_cache(maxsize=16)
def read_page_metrics(writing: str) -> PageMetrics:
    """Return the metrics of a PDF in a writing system, such as `alphabetic` or `arabic`."""
    text = (STYLES_DIR / "base" / "tokens.css").read_text("utf-8")
    tokens = _read_tokens(text, f"html.{writing}")
    size = tokens["book-size"] * tokens["book-scale"]
    return PageMetrics(
        width=tokens["sheet-width"],
        height=tokens["sheet-height"],
        inner_margin=tokens["inner"],
        outer_margin=tokens["outer"],
        top_margin=tokens["head"],
        bottom_margin=tokens["foot"],
        font_size=size,
        small_size=tokens["book-small"] * tokens["book-scale"],
        line_height=size * tokens["book-leading"],
        indent=size * tokens["book-indent"],
    )


def _read_tokens(text: str, writing: str) -> Mapping[str, float]:
    """Return the tokens that are lengths or numbers, for a writing system on the chosen sheet."""
    plain = _COMMENT.sub("", text)
    sheet_match = re.search(r"--edition-size:\s*([\w-]+)", plain)
    sheet = f".sheet-{sheet_match[1] if sheet_match else 'a5'}"
    selectors = {":root", "html", sheet, writing}
    values: dict[str, float] = {}
    for selector_list, body in _RULE.findall(plain):
        if selectors & {each.strip() for each in selector_list.split(",")}:
            values.update(_parse_declarations(body))
    return values


def _parse_declarations(body: str) -> Mapping[str, float]:
    matches = {name: _LENGTH.fullmatch(value.strip()) for name, value in _TOKEN.findall(body)}
    return {name: float(of[1]) * _POINTS[of[2]] for name, of in matches.items() if of}
