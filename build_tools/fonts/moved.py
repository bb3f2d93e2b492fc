"""Marks in their places: takes a font, gives one with a glyph for each mark at each place."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

# A part of a glyph stands where it is put, in whole units, and brings its own measures.
PLACED = 0x0001 | 0x0002 | 0x0200


class Part(NamedTuple):
    """A glyph, and how far from its own place it is drawn, in units of its font."""

    glyph: int
    right: int
    up: int


class Moved(NamedTuple):
    """What is drawn as one glyph; as wide as its last part, or, where that is a mark, not at all.

    All marks of one letter are one: a reader program that finds two in one place takes the
    second for a shadow of the first.
    """

    parts: tuple[Part, ...]
    is_mark: bool


def units(font: bytes) -> int:
    """Return into how many units a font divides its size; 0 where no glyph can be added."""
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(font), lazy=True)
    return int(opened["head"].unitsPerEm) if "glyf" in opened else 0


def with_moved(font: bytes, wanted: Sequence[Moved]) -> tuple[bytes, int]:
    """Return a font with these glyphs behind its own, in order, and the number of the first."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    opened = TTFont(BytesIO(font), recalcBBoxes=False, recalcTimestamp=False)
    order, glyphs, widths = list(opened.getGlyphOrder()), opened["glyf"], opened["hmtx"]
    for place, moved in enumerate(wanted, start=len(order)):
        made = Glyph()
        made.numberOfContours = -1
        made.components = [_component(order[glyph], right, up) for glyph, right, up in moved.parts]
        glyphs[f"moved{place}"] = made
        width, bearing = widths[order[moved.parts[-1].glyph]]
        widths[f"moved{place}"] = (0 if moved.is_mark else width, bearing)
        made.recalcBounds(glyphs)
    out = BytesIO()
    opened.save(out, reorderTables=False)
    return out.getvalue(), len(order)


def _component(name: str, right: int, up: int) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, right, up, PLACED
    return part
