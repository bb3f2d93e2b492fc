"""Draw covers, cards and icons as SVG from the articles of an edition."""

from build_tools.drawings.covers import SCRIPT_SCALES, draw_card, draw_cover, draw_field
from build_tools.drawings.lines import FittedText, fit_text
from build_tools.drawings.marks import draw_icon, draw_strip
from build_tools.drawings.palette import Palette, compute_contrast, make_palette, make_palette_css
from build_tools.drawings.phrases import split_phrases
from build_tools.drawings.units import count_bar_words

__all__ = [
    "SCRIPT_SCALES",
    "FittedText",
    "Palette",
    "compute_contrast",
    "count_bar_words",
    "draw_card",
    "draw_cover",
    "draw_field",
    "draw_icon",
    "draw_strip",
    "fit_text",
    "make_palette",
    "make_palette_css",
    "split_phrases",
]
