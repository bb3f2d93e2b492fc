"""Change fonts that a PDF embeds: add composite glyphs, renumber the glyphs of CID-keyed fonts.

WeasyPrint names a glyph by its index, a PDF by its CID (CFF, charset): where both are not equal, one reader
program shows the text and another shows none.
"""

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
    """Describe glyphs drawn as one: as far as the last part reaches, or of no width if that is a mark.

    A reader program that finds two marks in one place takes the second for a shadow of the first.
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
        glyph.recalcBounds(glyphs)
        last = composite.parts[-1]
        width = 0 if composite.is_mark else last.right + widths[order[last.glyph]][0]
        widths[f"moved{index}"] = (width, glyph.xMin)
    output = BytesIO()
    font_file.save(output, reorderTables=False)
    return output.getvalue(), len(order)


def _make_component(name: str, right: int, up: int) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, right, up, COMPONENT_FLAGS
    return part


CFF_TABLE = "CFF "
# One range that begins at 1 and has all glyphs but the first, `.notdef` (Technical Note 5176, 13).
SHORT_RANGE, LONG_RANGE = 1, 2


def renumber_cids(font: bytes) -> bytes:
    """Return a CID-keyed font whose CIDs equal its glyph indexes; any other font unchanged."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    font_file = TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    if CFF_TABLE not in font_file:
        return font
    top_dict = font_file[CFF_TABLE].cff.topDictIndex[0].rawDict
    glyphs = int.from_bytes(font_file.reader["maxp"][4:6], "big")
    if "ROS" not in top_dict or glyphs < 3:
        return font
    table = DefaultTable(CFF_TABLE)
    table.data = _write_charset(font_file.reader[CFF_TABLE], top_dict["charset"], glyphs)
    font_file[CFF_TABLE] = table
    output = BytesIO()
    font_file.save(output, reorderTables=False)
    return output.getvalue()


def _write_charset(table: bytes, offset: int, glyphs: int) -> bytes:
    """Overwrite the charset at an offset; the old one is at least as long."""
    if table[offset] == SHORT_RANGE and table[offset + 3] == glyphs - 2:
        charset = bytes([SHORT_RANGE, 0, 1, glyphs - 2])
    else:
        charset = bytes([LONG_RANGE, 0, 1]) + (glyphs - 2).to_bytes(2, "big")
    return table[:offset] + charset + table[offset + len(charset) :]
