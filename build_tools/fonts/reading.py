"""What a font that was served can show: takes its bytes, gives its letters."""

from __future__ import annotations

from io import BytesIO


def letters_of(font: bytes) -> frozenset[int]:
    """Return the code points that a font has glyphs for, in whatever container it is."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True) as opened:
        return frozenset(opened.getBestCmap() or ())
