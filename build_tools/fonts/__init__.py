"""Find the fonts of a language, subset them, and write the CSS that embeds them."""

from build_tools.fonts.embedded_fonts import (
    CompositeGlyph,
    PlacedGlyph,
    add_composite_glyphs,
    get_units_per_em,
    renumber_cids,
)
from build_tools.fonts.families import FontFace, FontFamily, FontStacks, list_font_files
from build_tools.fonts.font_cache import compute_font_inputs
from build_tools.fonts.font_coverage import find_missing_glyphs, find_printable_code_points
from build_tools.fonts.font_css import make_embedded_css, make_print_css, write_webfonts
from build_tools.fonts.font_selection import ScriptFont, find_family, list_script_fonts, select_fonts
from build_tools.fonts.glyph_unicode import GlyphUnicode, read_code_points, read_glyph_unicode

__all__ = [
    "CompositeGlyph",
    "FontFace",
    "FontFamily",
    "FontStacks",
    "GlyphUnicode",
    "PlacedGlyph",
    "ScriptFont",
    "add_composite_glyphs",
    "compute_font_inputs",
    "find_family",
    "find_missing_glyphs",
    "find_printable_code_points",
    "get_units_per_em",
    "list_font_files",
    "list_script_fonts",
    "make_embedded_css",
    "make_print_css",
    "read_code_points",
    "read_glyph_unicode",
    "renumber_cids",
    "select_fonts",
    "write_webfonts",
]
