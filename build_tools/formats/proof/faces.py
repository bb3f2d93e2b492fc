"""Build the CSS of a proof's fonts, with a font stack for each column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools import fonts
from build_tools.errors import UserError
from build_tools.fonts import FontStacks
from build_tools.model import Edition

MakeCss = Callable[[FontStacks, frozenset[str], str], str]


def build_font_css(
    edition: Edition, characters: Iterable[str], source: Iterable[str], *, make_css: MakeCss
) -> str:
    """Return CSS for the edition's characters and, where its script is another, the source's.

    `make_css` turns fonts, characters and the name of a folder into CSS. Raises UserError
    `fonts/…` where the edition has no font.
    """
    own_css = make_css(
        fonts.select_fonts(edition.language, (edition.source,)), frozenset(characters), ""
    )
    source_faces = _find_source_faces(edition)
    if source_faces is None:
        return own_css
    css = make_css(source_faces, frozenset(source), "source/")
    for family in source_faces.families:  # the same face, cut to other letters
        css = css.replace(f'"{family.alias}"', f'"{family.alias} of the source"')
    return own_css + css.replace(":root {", f'[lang="{edition.source.tag}"] {{')


def _find_source_faces(edition: Edition) -> FontStacks | None:
    """Return the fonts of the source; None where the edition's own serve it too."""
    if edition.language.script == edition.source.script:
        return None
    try:
        return fonts.select_fonts(edition.source)
    except UserError:  # its own edition tells it
        return None
