"""Drawings made of a text's articles: takes an Edition and its Articles, gives SVG. Pure."""

from build_tools.drawings.covers import SCALE, card, cover, field
from build_tools.drawings.lines import Setting, fitted
from build_tools.drawings.marks import icon, strip
from build_tools.drawings.palette import Palette, contrast, palette, palette_css
from build_tools.drawings.phrases import phrases
from build_tools.drawings.units import words_of

__all__ = [
    "SCALE",
    "Palette",
    "Setting",
    "card",
    "contrast",
    "cover",
    "field",
    "fitted",
    "icon",
    "palette",
    "palette_css",
    "phrases",
    "strip",
    "words_of",
]
