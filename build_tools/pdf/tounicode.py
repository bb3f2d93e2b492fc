"""Complete the ToUnicode CMaps of a PDF before it is written.

If several glyphs draw one cluster (a letter and its extension), WeasyPrint 70 maps the first glyph to all
characters and the others to none; a reader program needs a character for each glyph. `diacritics.py` draws
the others as one with their letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.text.ffi import ffi, harfbuzz

from build_tools import fonts
from build_tools.pdf.content_stream import BFCHAR_ROW

# For a glyph that is only a part of the letter beside it, until both are drawn as one.
IGNORABLE = "\N{COMBINING GRAPHEME JOINER}"
# A glyph that extends an Arabic letter is mapped to that letter too, if such a word came first.
DOUBLED_LETTER = re.compile(rb"> <06[0-9a-f]{2}")
# U+2010, with which WeasyPrint ends a line within a word, and U+2011: PDFium, MuPDF, poppler and pdf.js join
# the parts of a word at U+002D, and a reader types no other. U+00AD, which ISO 32000-1, 14.8.2.2.3 asks for,
# is joined by PDFium and MuPDF alone; pdf.js drops it and leaves the parts apart.
SPECIAL_HYPHEN = re.compile(rb"> <201[01]>")


def complete_tounicode(document: Document, pdf: Any) -> None:
    """Map each glyph that has no character to one, from the font that the book is set in."""
    objects = {item.reference: item for item in pdf.objects}
    used = {font.name: font for font in document.fonts.values()}
    for font in list(pdf.objects):
        if not isinstance(font, pydyf.Dictionary) or "ToUnicode" not in font:
            continue
        rows = objects[font["ToUnicode"]].stream
        rows[:] = [SPECIAL_HYPHEN.sub(b"> <002d>", row) for row in rows]
        if any(row.endswith(b" <>") or DOUBLED_LETTER.search(row) for row in rows):
            glyph_unicode = fonts.read_glyph_unicode(_load_font(used[font["BaseFont"]]))
            rows[:] = [BFCHAR_ROW.sub(partial(_fix_bfchar, glyph_unicode), row) for row in rows]


def _load_font(font: Any) -> bytes:
    """Return the whole font: the PDF embeds a subset without the table of substitutions."""
    blob = ffi.gc(harfbuzz.hb_face_reference_blob(font.hb_face), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return bytes(ffi.buffer(data, length[0]))


def _fix_bfchar(glyph_unicode: fonts.GlyphUnicode, match: re.Match[bytes]) -> bytes:
    glyph, text = int(match[1], 16), bytes.fromhex(match[2].decode()).decode("utf-16-be")
    letter = glyph_unicode.letters.get(glyph, "")
    if glyph in glyph_unicode.extenders:
        text = IGNORABLE
    elif not text:
        text = letter or IGNORABLE
    elif letter in text and all(map(unicodedata.combining, letter or text)):
        text = letter or text  # only combining marks: their base is another glyph
    return b"<%s> <%s>" % (match[1], text.encode("utf-16-be").hex().encode())
