"""Faces of a proof: takes an Edition and letters, gives CSS with a face for each column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools import fonts
from build_tools.errors import UserError
from build_tools.fonts import FontStacks
from build_tools.model import Edition

Make = Callable[[FontStacks, frozenset[str], str], str]


def faces_css(
    edition: Edition, letters: Iterable[str], source: Iterable[str], *, make: Make
) -> str:
    """Return CSS for the edition's letters and, where its script is another, the source's.

    `make` turns faces, letters and the name of a folder into CSS. Raises Mendable `fonts/…`
    where the edition has no face.
    """
    own = make(fonts.faces(edition.language, (edition.source,)), frozenset(letters), "")
    theirs = _theirs(edition)
    if theirs is None:
        return own
    css = make(theirs, frozenset(source), "source/")
    for family in theirs.families:  # the same face, cut to other letters
        css = css.replace(f'"{family.alias}"', f'"{family.alias} of the source"')
    return own + css.replace(":root {", f'[lang="{edition.source.tag}"] {{')


def _theirs(edition: Edition) -> FontStacks | None:
    """Return the faces of the source; None where the edition's own serve it too."""
    if edition.language.script == edition.source.script:
        return None
    try:
        return fonts.faces(edition.source)
    except UserError:  # its own edition tells it
        return None
