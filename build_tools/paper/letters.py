"""What each glyph of a book says: takes a PDF about to be written, mends its ToUnicode maps.

Where several glyphs draw one cluster (a kasra and a shadda, a letter and what stretches it),
WeasyPrint 70 gives all letters to the first and none to the others; a reader program needs a
letter for each.
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

# Says nothing and is not seen: for a glyph that is but part of another's letter.
NOTHING = "\N{COMBINING GRAPHEME JOINER}"
# A glyph that stretches an Arabic letter says that letter too, if one such word came first.
JOINED = re.compile(rb"> <06[0-9a-f]{2}")
ROW = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def complete(document: Document, pdf: Any) -> None:
    """Give a letter to each glyph that has none, from the font that the book is set in."""
    objects = {item.reference: item for item in pdf.objects}
    used = {font.name: font for font in document.fonts.values()}
    for font in list(pdf.objects):
        if not isinstance(font, pydyf.Dictionary) or "ToUnicode" not in font:
            continue
        rows = objects[font["ToUnicode"]].stream
        if any(row.endswith(b" <>") or JOINED.search(row) for row in rows):
            named = partial(_row, fonts.forms(_file(used[font["BaseFont"]])))
            rows[:] = [ROW.sub(named, row) for row in rows]


def _file(font: Any) -> bytes:
    """Return the whole font: the PDF brings a part, without what tells how letters are formed."""
    blob = ffi.gc(harfbuzz.hb_face_reference_blob(font.hb_face), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return bytes(ffi.buffer(data, length[0]))


def _row(forms: fonts.Forms, found: re.Match[bytes]) -> bytes:
    glyph, text = int(found[1], 16), bytes.fromhex(found[2].decode()).decode("utf-16-be")
    own = forms.letters.get(glyph, "")
    if glyph in forms.stretching:
        text = NOTHING
    elif not text:
        text = own or NOTHING
    elif own in text and _is_mark(own or text):
        text = own or text
    return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().encode())


def _is_mark(letters: str) -> bool:
    """Say whether nothing but marks is there: what they stand on, another glyph says."""
    return all(map(unicodedata.combining, letters))
