"""Draw formulas for paper: WeasyPrint lays out MathML as a line of letters."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from xml.etree import ElementTree as ET

from build_tools.formulas.mathml import FormulaError

# Units of the drawing in an em.
_EM = 100
_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
# The element that stands for words in another font.
OUTLINE = "outline"
# They only steer a line, and are drawn as nothing.
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\u2060\u200b\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaDrawing:
    """Hold the SVG of a formula; its width, and its depth below the line of the text, in em."""

    svg: str
    width: float
    depth: float


class WordsOutline(Protocol):
    """Hold the outline of words as data of an SVG path, y downwards from the baseline; all in em."""

    @property
    def path(self) -> str:
        """Return the commands of the path."""

    @property
    def width(self) -> float:
        """Return how far the next letter is from the first."""

    @property
    def ascent(self) -> float:
        """Return the height above the baseline."""

    @property
    def descent(self) -> float:
        """Return the depth below the baseline."""


DrawWords = Callable[[str], WordsOutline | None]


def _draw_nothing(_words: str) -> None:
    return None


def draw_formula(mathml: str, draw_words: DrawWords = _draw_nothing) -> FormulaDrawing:
    """Return MathML as a drawing in STIX Two. Raises FormulaError for what it cannot set.

    Words that have other letters are drawn by `draw_words`, which returns None where it cannot.
    """
    ziamath = _load_ziamath()
    root = ET.fromstring(mathml)  # noqa: S314  # our own
    try:
        _replace_words(root, ziamath.Math("<math><mi>x</mi></math>").font, draw_words)
        text = ET.tostring(root, encoding="unicode")
        formula = ziamath.Math(text, size=_EM)
        missing = _find_missing_letters("".join(root.itertext()), formula.font)
        svg = formula.svg()
    except Exception as error:  # ziamath does not say what it raises
        raise FormulaError("it cannot be set on paper") from error
    if missing:
        raise FormulaError(f"no font on paper has the letters {missing} of it")
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
    _add_outline_node()
    return ziamath


def _add_outline_node() -> None:
    """Add the element OUTLINE to those that ziamath draws: its attributes are those of a WordsOutline."""
    from ziafont.fonttypes import BBox
    from ziamath.nodes.mnode import Mnode

    class Outline(Mnode, tag=OUTLINE):
        """Draw words in the size of the letters around them."""

        def __init__(self, element: ET.Element, parent: Any, **options: Any) -> None:
            super().__init__(element, parent, **options)
            width, ascent, descent = (
                float(element.get(name, 0)) * self.glyphsize for name in ("width", "ascent", "descent")
            )
            self.bbox = BBox(0, width, -descent, ascent)

        def draw(self, x: float, y: float, svg: ET.Element) -> tuple[float, float]:
            """Draw the words at a place; return where the next element begins."""
            place = f"translate({x:.2f} {y:.2f}) scale({self.glyphsize:.2f})"
            ET.SubElement(svg, "path", {"d": self.element.get("path", ""), "transform": place})
            return x + self.bbox.xmax, y


def _replace_words(root: ET.Element, font: object, draw_words: DrawWords) -> None:
    for element in root.iter():
        words = "".join(element.itertext())
        if element.tag.rpartition("}")[2] != "mtext" or not _find_missing_letters(words, font):
            continue
        outline = draw_words(words)
        if outline is not None:
            names = ("path", "width", "ascent", "descent")
            element.tag, element.text = OUTLINE, None
            element.attrib.update({name: str(getattr(outline, name)) for name in names})


def _find_missing_letters(words: str, font: object) -> str:
    letters = set(words) - _UNSEEN
    get_glyph = font.glyphindex  # type: ignore[attr-defined]
    return ", ".join(sorted(letter for letter in letters if not letter.isspace() and not get_glyph(letter)))
