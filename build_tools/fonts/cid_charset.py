"""Renumber the glyphs of CID-keyed CFF fonts by their glyph index.

The glyphs of such a font have CIDs beside their index (CFF, charset); a PDF names them by CID.
WeasyPrint writes the index, so both must be equal: else one reader program shows the text and
another shows none.
"""

from __future__ import annotations

from io import BytesIO

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
