"""Find glyphs of a PDF that are missing, or that do not map to letters.

Each font is embedded and has the glyphs that are drawn; each glyph maps to letters in ToUnicode; no
.notdef glyph is drawn.

Example: a glyph without a row in its font's ToUnicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.fonts.drawable import find_drawable_glyphs
from build_tools.inspection.pdf.content import PageObject
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.fonts import UNKNOWN
from build_tools.inspection.text.tokenize import quote_start

# What no map may say (ISO 19005-2, 6.2.11.7.2), and letters without a meaning of their own.
FORBIDDEN = re.compile("[\x00\ufeff\ufffe]")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each font, and for each line with an unmapped or missing glyph."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    return [
        Violation(built.path, message)
        for message in (*_check_fonts(document), *_check_glyph_mapping(document))
    ]


def _check_fonts(document: PdfDocument) -> Iterator[str]:
    for font, used in sorted(document.fonts, key=lambda each: each[0].name):
        if not font.is_embedded:
            yield f"the font {font.name} is not in the file"
        if font.unicode_map is None:
            yield f"the font {font.name} does not say which letters its glyphs are"
        missing = used - find_drawable_glyphs(font.program) if font.program else ()
        if missing:
            letters = ", ".join(font.get_text(code) for code in sorted(missing)[:5])
            yield f"the font {font.name} has no glyph for {len(missing)} that are drawn: {letters}"


def _check_glyph_mapping(document: PdfDocument) -> Iterator[str]:
    for item in document.objects:
        problem = _describe_glyph_error(item)
        if problem:
            yield f"page {item.page}: {problem} in {quote_start(item.text)}"


def _describe_glyph_error(item: PageObject) -> str:
    if item.missing_glyphs:
        return "a box is drawn for a letter that the font lacks"
    if UNKNOWN in item.text or item.unmapped_glyphs:
        return "a glyph stands for no letter"
    if FORBIDDEN.search(item.text) or any(unicodedata.category(each) == "Co" for each in item.text):
        return "a glyph stands for what is no letter"
    return ""
