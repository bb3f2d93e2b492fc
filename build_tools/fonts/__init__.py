"""Find the fonts of a language, subset them, and write the CSS that embeds them."""

from build_tools.fonts.embedded_fonts import CompositeGlyph as CompositeGlyph
from build_tools.fonts.embedded_fonts import PlacedGlyph as PlacedGlyph
from build_tools.fonts.embedded_fonts import add_composite_glyphs as add_composite_glyphs
from build_tools.fonts.embedded_fonts import get_units_per_em as get_units_per_em
from build_tools.fonts.embedded_fonts import renumber_cids as renumber_cids
from build_tools.fonts.families import FontFace as FontFace
from build_tools.fonts.families import FontFamily as FontFamily
from build_tools.fonts.families import FontStacks as FontStacks
from build_tools.fonts.families import list_font_files as list_font_files
from build_tools.fonts.field_font import FieldFont as FieldFont
from build_tools.fonts.field_font import make_field_font as make_field_font
from build_tools.fonts.font_cache import compute_font_inputs as compute_font_inputs
from build_tools.fonts.font_coverage import find_missing_glyphs as find_missing_glyphs
from build_tools.fonts.font_coverage import find_printable_code_points as find_printable_code_points
from build_tools.fonts.font_css import make_embedded_css as make_embedded_css
from build_tools.fonts.font_css import make_print_css as make_print_css
from build_tools.fonts.font_css import write_formula_font as write_formula_font
from build_tools.fonts.font_css import write_webfonts as write_webfonts
from build_tools.fonts.font_selection import find_family as find_family
from build_tools.fonts.font_selection import list_script_fonts as list_script_fonts
from build_tools.fonts.font_selection import select_fonts as select_fonts
from build_tools.fonts.glyph_unicode import GlyphUnicode as GlyphUnicode
from build_tools.fonts.glyph_unicode import read_code_points as read_code_points
from build_tools.fonts.glyph_unicode import read_glyph_unicode as read_glyph_unicode
from build_tools.fonts.text_outline import TextOutline as TextOutline
from build_tools.fonts.text_outline import draw_text_outline as draw_text_outline
