"""What no face of an edition has: takes its Reading, gives the letters."""

from __future__ import annotations

from build_tools import fonts
from build_tools.charter.reading import Reading


def lacking(reading: Reading) -> frozenset[str]:
    """Return the letters that a format of the edition would set in no face that was chosen.

    Pages are set in the faces of every language of their publication, the others are not.
    """
    edition = reading.edition
    others = edition.siblings if edition.publication.formats == ("html",) else ()
    faces = fonts.faces(edition.language, (edition.source, *others))
    return fonts.find_missing_glyphs(faces, reading.characters)
