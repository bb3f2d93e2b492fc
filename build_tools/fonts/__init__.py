"""Find the fonts of a language, subset them, and write the CSS that embeds them."""

from build_tools.fonts.choice import ScriptFont, faces, find_family, list_script_fonts
from build_tools.fonts.cids import renumber_cids
from build_tools.fonts.families import FontFace, FontFamily, FontStacks, list_font_files
from build_tools.fonts.forms import GlyphUnicode, read_glyph_unicode
from build_tools.fonts.keep import compute_font_inputs
from build_tools.fonts.letters import find_missing_glyphs, find_printable_code_points
from build_tools.fonts.moved import (
    CompositeGlyph,
    PlacedGlyph,
    add_composite_glyphs,
    get_units_per_em,
)
from build_tools.fonts.printing import make_print_css
from build_tools.fonts.reading import read_code_points
from build_tools.fonts.serving import make_embedded_css, write_webfonts

__all__ = [
    "FontFace",
    "FontStacks",
    "FontFamily",
    "GlyphUnicode",
    "ScriptFont",
    "CompositeGlyph",
    "PlacedGlyph",
    "compute_font_inputs",
    "faces",
    "find_family",
    "list_font_files",
    "read_glyph_unicode",
    "list_script_fonts",
    "find_missing_glyphs",
    "make_embedded_css",
    "read_code_points",
    "renumber_cids",
    "make_print_css",
    "find_printable_code_points",
    "write_webfonts",
    "get_units_per_em",
    "add_composite_glyphs",
]
