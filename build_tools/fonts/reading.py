"""Read the code points of a font that was served."""

from __future__ import annotations

from io import BytesIO


def read_code_points(font: bytes) -> frozenset[int]:
    """Return the code points that a font has glyphs for, in whatever container it is."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True) as font_file:
        return frozenset(font_file.getBestCmap() or ())
