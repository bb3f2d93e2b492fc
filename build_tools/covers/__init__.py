"""Draw covers, strips and icons as SVG from the articles of an edition."""

from build_tools.covers.bars import count_bar_words as count_bar_words
from build_tools.covers.cover import SCRIPT_SCALES as SCRIPT_SCALES
from build_tools.covers.cover import draw_cover as draw_cover
from build_tools.covers.cover import draw_field as draw_field
from build_tools.covers.cover import draw_icon as draw_icon
from build_tools.covers.cover import draw_strip as draw_strip
from build_tools.covers.cover_pictures import make_logo_css as make_logo_css
from build_tools.covers.palette import compute_contrast as compute_contrast
from build_tools.covers.palette import make_palette as make_palette
from build_tools.covers.palette import make_palette_css as make_palette_css
from build_tools.covers.qr_code import QrCode as QrCode
from build_tools.covers.qr_code import draw_qr_code as draw_qr_code
from build_tools.covers.title_fitting import FittedText as FittedText
from build_tools.covers.title_fitting import fit_text as fit_text
from build_tools.covers.title_fitting import split_phrases as split_phrases
