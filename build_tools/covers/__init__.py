"""Draw covers, cards and icons as SVG from the articles of an edition."""

from build_tools.covers.bars import count_bar_words
from build_tools.covers.cover import SCRIPT_SCALES, draw_card, draw_cover, draw_field, draw_icon, draw_strip
from build_tools.covers.palette import Palette, compute_contrast, make_palette, make_palette_css
from build_tools.covers.title_fitting import FittedText, fit_text, split_phrases

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
