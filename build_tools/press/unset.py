"""Letters that no face has: takes a Reading and its catalogues, gives the one finding of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.layout import Root
from build_tools.model import Finding, Place

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.charter.reading import Reading

MOST = 12


def unset(reading: Reading, compiled: EditionCatalogues, root: Root) -> Iterator[Finding]:
    """Yield a warning where letters of an edition would be boxes, at the first of them.

    Raises Mendable `fonts/…` where the edition has no face.
    """
    from build_tools import formats

    letters = formats.lacking(reading)
    if not letters:
        return
    edition, tag = reading.edition, reading.edition.language.tag
    yield Finding(
        code="fonts/letter",
        severity="warning",
        message=f"no face of {tag} has {_named(letters)} — name a font that has them too,"
        f" in locale/languages.toml: [{tag}] fonts = [{_fonts(reading)}]",
        place=_translated(letters, compiled) or _written(reading, letters, root),
        publication=edition.publication.id,
        language=tag,
    )


def _named(letters: frozenset[str]) -> str:
    each = [f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters)]
    more = f" and {len(each) - MOST} more" if len(each) > MOST else ""
    return f"the letter{'s' * (len(each) > 1)} {', '.join(each[:MOST])}{more}"


def _fonts(reading: Reading) -> str:
    named = reading.edition.typefaces[:1]
    return ", ".join(f'"{name}"' for name in (*named, "…"))


def _translated(letters: frozenset[str], compiled: EditionCatalogues) -> Place | None:
    for page in compiled.pages.values():
        for message in page.messages.values():
            if not letters.isdisjoint(message.text):
                return Place(file=page.file, line=message.line, message_id=message.msgid)
    return None


def _written(reading: Reading, letters: frozenset[str], root: Root) -> Place:
    from build_tools.charter.letters import find_character_place

    env = reading.app.env
    folder = reading.edition.publication.id
    trees = (env.get_doctree(f"{folder}/{chapter.page}") for chapter in reading.chapters)
    places = (find_character_place(tree, letters, root.path) for tree in trees)
    return next((place for place in places if place), Place())
