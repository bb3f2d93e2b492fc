"""Takes a book, gives the letters that a printer or a reader program would not have.

What: each font that is used lies in the file and has the glyphs that are drawn; each glyph says
which letters it stands for, and they are letters; no box is drawn in place of one that is missing.
Example: a glyph without a row in its font's ToUnicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.fonts.drawable import find_drawable_glyphs
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_content import PageObject
from build_tools.seeing.pdf_faces import UNKNOWN
from build_tools.seeing.words import quote_start

# What no map may say (ISO 19005-2, 6.2.11.7.2), and letters without a meaning of their own.
NONE = re.compile("[\x00\ufeff\ufffe]")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each font, and for each line with a letter that is not whole."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    return [Fault(built.whole, message) for message in (*_faces(seen), *_letters(seen))]


def _faces(seen: PdfDocument) -> Iterator[str]:
    for face, used in sorted(seen.fonts, key=lambda each: each[0].name):
        if not face.is_embedded:
            yield f"the font {face.name} is not in the file"
        if face.unicode_map is None:
            yield f"the font {face.name} does not say which letters its glyphs are"
        lost = used - find_drawable_glyphs(face.program) if face.program else ()
        if lost:
            said = ", ".join(face.get_text(code) for code in sorted(lost)[:5])
            yield f"the font {face.name} has no glyph for {len(lost)} that are drawn: {said}"


def _letters(seen: PdfDocument) -> Iterator[str]:
    for piece in seen.objects:
        wrong = _wrong(piece)
        if wrong:
            yield f"page {piece.page}: {wrong} in {quote_start(piece.text)}"


def _wrong(piece: PageObject) -> str:
    if piece.missing_glyphs:
        return "a box is drawn for a letter that the font lacks"
    if UNKNOWN in piece.text or piece.unmapped_glyphs:
        return "a glyph stands for no letter"
    if NONE.search(piece.text) or any(unicodedata.category(each) == "Co" for each in piece.text):
        return "a glyph stands for what is no letter"
    return ""
