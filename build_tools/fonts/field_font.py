"""Prepare the font of a PDF's form fields, in which viewers write what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from build_tools.fonts.families import FontStacks
from build_tools.fonts.subset import strip_font

# What no glyph of a PDF may stand for (ISO 19005-2, 6.2.11.7.2).
NO_LETTERS = "\0\ufeff\ufffe"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFont:
    """Hold a TrueType font with its measures, in thousandths of its size.

    `letters` maps the glyphs that have a character to it; `widths` has all glyphs, in their order.
    """

    name: str
    data: bytes
    widths: Sequence[int]
    letters: Mapping[int, str]
    box: Sequence[int]
    ascent: int
    descent: int


def make_field_font(faces: FontStacks) -> FieldFont | None:
    """Return the first face of the furniture, without what shapes words: viewers shape none.

    None if its outlines are not TrueType, as those of Chinese, Japanese and Korean: it would be too large,
    and viewers know fonts for them. Raises UserError `fonts/broken`.
    """
    from fontTools.ttLib import TTFont

    face = min(faces.furniture[0].faces, key=lambda one: (one.style != "normal", abs(one.weight - 400)))
    data = strip_font(face)
    with TTFont(BytesIO(data), lazy=True) as font:
        if "glyf" not in font:
            return None
        scale = 1000 / font["head"].unitsPerEm
        letters = {
            font.getGlyphID(name): chr(code)
            for code, name in sorted(font.getBestCmap().items(), reverse=True)
        }
        head = font["head"]
        return FieldFont(
            name=re.sub(r"[^A-Za-z0-9-]", "", font["name"].getDebugName(6) or "") or "Field",
            data=data,
            widths=[round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder()],
            letters={glyph: letter for glyph, letter in sorted(letters.items()) if letter not in NO_LETTERS},
            box=[round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)],
            ascent=round(font["hhea"].ascent * scale),
            descent=round(font["hhea"].descent * scale),
        )
