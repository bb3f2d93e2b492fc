"""How a PDF finds the glyphs of an eastern font: takes a font, gives one that counts as it does.

The glyphs of such a font have numbers of their maker's beside their place (CFF, charset); a
PDF names them by the former. WeasyPrint writes the latter, so the two must be the same: else
one reader program shows the text and another shows none.
"""

from __future__ import annotations

from io import BytesIO

TABLE = "CFF "
# One range that begins at 1 and has all glyphs but the first, `.notdef` (Technical Note 5176, 13).
RANGE_OF_BYTES, RANGE = 1, 2


def numbered_by_place(font: bytes) -> bytes:
    """Return a font whose glyphs bear the numbers of their places; others as they are."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    opened = TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    if TABLE not in opened:
        return font
    top = opened[TABLE].cff.topDictIndex[0].rawDict
    glyphs = int.from_bytes(opened.reader["maxp"][4:6], "big")
    if "ROS" not in top or glyphs < 3:
        return font
    table = DefaultTable(TABLE)
    table.data = _renumbered(opened.reader[TABLE], top["charset"], glyphs)
    opened[TABLE] = table
    made = BytesIO()
    opened.save(made, reorderTables=False)
    return made.getvalue()


def _renumbered(table: bytes, at: int, glyphs: int) -> bytes:
    """Write a charset over the old one, which is as long at least."""
    if table[at] == RANGE_OF_BYTES and table[at + 3] == glyphs - 2:
        made = bytes([RANGE_OF_BYTES, 0, 1, glyphs - 2])
    else:
        made = bytes([RANGE, 0, 1]) + (glyphs - 2).to_bytes(2, "big")
    return table[:at] + made + table[at + len(made) :]
