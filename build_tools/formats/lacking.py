"""Find the characters that no font of an edition has."""

from __future__ import annotations

from build_tools import fonts
from build_tools.reader.reading import Reading


def find_missing_glyphs(reading: Reading) -> frozenset[str]:
    """Return the characters that a format of the edition would set in none of its fonts.

    Web pages are set in the fonts of every language of their publication, the others are not.
    """
    edition = reading.edition
    siblings = edition.siblings if edition.publication.formats == ("html",) else ()
    faces = fonts.select_fonts(edition.language, (edition.source, *siblings))
    return fonts.find_missing_glyphs(faces, reading.characters)
