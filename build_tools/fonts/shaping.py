"""Shape text with HarfBuzz, as the fonts alone have it, whatever the environment says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.fonts.families import FontFace
from build_tools.fonts.subset import open_font_face

if TYPE_CHECKING:
    import uharfbuzz


def open_font(face: FontFace) -> uharfbuzz.Font:
    """Return a face as a font at its axes, in its own units."""
    import uharfbuzz

    font = uharfbuzz.Font(open_font_face(face))
    font.set_variations(dict(face.axes))
    return font


def shape_text(font: uharfbuzz.Font, text: str, direction: str = "") -> uharfbuzz.Buffer:
    """Return the glyphs of a text in one direction, by default that of its script."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    if direction:
        buffer.direction = direction
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, shapers=["ot"])  # whatever HB_SHAPER_LIST says
    return buffer
