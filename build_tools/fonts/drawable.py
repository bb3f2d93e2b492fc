"""Which glyphs of a font a PDF can name: takes the font as the PDF has it, gives their numbers."""

from __future__ import annotations

from io import BytesIO

# How a font begins that has tables: TrueType, CFF.
WRAPPED = (b"\0\1\0\0", b"true", b"OTTO")


def drawable(font: bytes) -> frozenset[int]:
    """Return the numbers by which a PDF names the glyphs of a font (ISO 32000-1, 9.7.4.2).

    An eastern font in CFF names them by numbers of its own, any other by their places; one that
    is wrapped in nothing is taken to have them all.
    """
    from fontTools.ttLib import TTFont

    if font[:4] not in WRAPPED:
        return frozenset(range(1 << 16))
    with TTFont(BytesIO(font), lazy=True) as opened:
        if "CFF " in opened:
            top = opened["CFF "].cff.topDictIndex[0]
            if "ROS" in top.rawDict:
                named = [name.removeprefix("cid") for name in top.charset if name != ".notdef"]
                return frozenset(map(int, named)) | {0}
        return frozenset(range(int.from_bytes(opened.reader["maxp"][4:6], "big")))
