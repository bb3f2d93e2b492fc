"""Draw formulas for paper: WeasyPrint lays out MathML as a line of letters."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from build_tools.formulas.mathml import FormulaError

# Units of the drawing in an em.
_EM = 100
_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
# They only steer a line, and are drawn as nothing.
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\u2060\u200b\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaDrawing:
    """Hold the SVG of a formula; its width, and its depth below the line of the text, in em."""

    svg: str
    width: float
    depth: float


def draw_formula(mathml: str) -> FormulaDrawing:
    """Return MathML as a drawing in STIX Two. Raises FormulaError for what it cannot set."""
    ziamath = _load_ziamath()
    try:
        formula = ziamath.Math(mathml, size=_EM)
        missing = _find_missing_letters(mathml, formula.font)
        svg = formula.svg()
    except Exception as error:  # ziamath does not say what it raises
        raise FormulaError("it cannot be set on paper") from error
    if missing:
        raise FormulaError(f"the font of formulas on paper lacks {missing}")
    box = _VIEW_BOX.search(svg)
    if box is None:
        raise FormulaError("it cannot be set on paper")
    _, top, width, height = map(float, box.groups())
    return FormulaDrawing(svg=svg, width=round(width / _EM, 4), depth=round((top + height) / _EM, 4))


@cache
def _load_ziamath() -> Any:
    with warnings.catch_warnings():  # it opens its font in a way that Python 3.11 is to lose
        warnings.simplefilter("ignore", DeprecationWarning)
        import ziamath
    return ziamath


def _find_missing_letters(mathml: str, font: object) -> str:
    letters = set("".join(ET.fromstring(mathml).itertext())) - _UNSEEN  # noqa: S314  # our own
    get_glyph = font.glyphindex  # type: ignore[attr-defined]
    return ", ".join(sorted(letter for letter in letters if not letter.isspace() and not get_glyph(letter)))
