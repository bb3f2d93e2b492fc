"""Find the glyphs of a font that a PDF can name."""

from __future__ import annotations

from io import BytesIO

# How a font begins that has tables: TrueType, CFF.
SFNT_SIGNATURES = (b"\0\1\0\0", b"true", b"OTTO")


def find_drawable_glyphs(font: bytes) -> frozenset[int]:
    """Return the numbers by which a PDF names the glyphs of a font (ISO 32000-1, 9.7.4.2).

    A CID-keyed CFF font uses CIDs, any other font its glyph indexes; a bare font program without
    tables is taken to have them all.
    """
    from fontTools.ttLib import TTFont

    if font[:4] not in SFNT_SIGNATURES:
        return frozenset(range(1 << 16))
    with TTFont(BytesIO(font), lazy=True) as font_file:
        if "CFF " in font_file:
            top_dict = font_file["CFF "].cff.topDictIndex[0]
            if "ROS" in top_dict.rawDict:
                cids = [name.removeprefix("cid") for name in top_dict.charset if name != ".notdef"]
                return frozenset(map(int, cids)) | {0}
        return frozenset(range(int.from_bytes(font_file.reader["maxp"][4:6], "big")))
