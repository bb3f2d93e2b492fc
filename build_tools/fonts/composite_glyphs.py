"""Add composite glyphs to a font: marks at the positions where they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

# A part of a glyph stands where it is put, in whole units, and brings its own measures.
COMPONENT_FLAGS = 0x0001 | 0x0002 | 0x0200


class PlacedGlyph(NamedTuple):
    """Place a glyph at an offset from its own position, in units of its font."""

    glyph: int
    right: int
    up: int


class CompositeGlyph(NamedTuple):
    """Describe glyphs drawn as one: as wide as the last part, or of no width if that is a mark.

    All marks of one letter are one glyph: a reader program that finds two in one place takes the
    second for a shadow of the first.
    """

    parts: tuple[PlacedGlyph, ...]
    is_mark: bool


def get_units_per_em(font: bytes) -> int:
    """Return the units per em of a font; 0 if no glyph can be added."""
    from fontTools.ttLib import TTFont

    font_file = TTFont(BytesIO(font), lazy=True)
    return int(font_file["head"].unitsPerEm) if "glyf" in font_file else 0


def add_composite_glyphs(font: bytes, composites: Sequence[CompositeGlyph]) -> tuple[bytes, int]:
    """Return a font with these glyphs appended in order, and the index of the first."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font_file = TTFont(BytesIO(font), recalcBBoxes=False, recalcTimestamp=False)
    order, glyphs, widths = list(font_file.getGlyphOrder()), font_file["glyf"], font_file["hmtx"]
    for index, composite in enumerate(composites, start=len(order)):
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = [_make_component(order[glyph], right, up) for glyph, right, up in composite.parts]
        glyphs[f"moved{index}"] = glyph
        width, bearing = widths[order[composite.parts[-1].glyph]]
        widths[f"moved{index}"] = (0 if composite.is_mark else width, bearing)
        glyph.recalcBounds(glyphs)
    output = BytesIO()
    font_file.save(output, reorderTables=False)
    return output.getvalue(), len(order)


def _make_component(name: str, right: int, up: int) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, right, up, COMPONENT_FLAGS
    return part
