"""Takes the table of publications.toml, gives publisher and publications, their files checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from build_tools import layout
from build_tools.errors import UserError
from build_tools.layout import Root
from build_tools.model import Publication, Publisher
from build_tools.register import assessed, kinds, values
from build_tools.register.document import Spot, nearest
from build_tools.register.values import Check

PUBLISHER: Mapping[str, Check] = {
    "name": values.text,
    "url": kinds.url,
    "contact": kinds.contact,
}
PUBLICATION: Mapping[str, Check] = {
    "languages": values.several(kinds.language, least=1),
    "start": values.text,
    "formats": values.several(values.one_of("html", "pdf", "epub"), least=1),
    "version": values.text,
    "date": kinds.day,
    "nature": values.one_of("adopted", "reading"),
    "text_origin": values.one_of("machine", "person", "adopted"),
    "identifier": kinds.identifier,
    "requires": values.one_of("complete", "reviewed", "approved"),
    "licence": values.text,
    "colour": kinds.colour,
    "disclaimer": values.text,
    "adopted_titles": kinds.titles,
    "cited": kinds.cited,
    "articles": kinds.numbering,
    "unnumbered": kinds.unnumbered,
    "assessed": assessed.assessed,
}
TOP = ("publisher", "publications")
EXAMPLE = '[publications.my-text] and below it languages = ["en"]'


def publisher(top: Spot) -> Publisher:
    """Return the publisher, empty where the register names none; raises Mendable."""
    table = values.entries(top, TOP).get("publisher")
    return Publisher(**values.fields(table, PUBLISHER)) if table else Publisher()


def publications(top: Spot, root: Root) -> tuple[Publication, ...]:
    """Return the publications in the register's order.

    Raises Mendable where there is none, or one has a mistake, no folder or no start page.
    """
    table = values.entries(top, TOP).get("publications")
    entries = table.table() if table else {}
    if not entries:
        raise (table or top).mistake("empty", "names no publication yet", f"name one: {EXAMPLE}")
    found = tuple(_publication(entry, root) for entry in entries.values())
    _refuse_twins(entries, found)
    return found


def _publication(spot: Spot, root: Root) -> Publication:
    if not re.fullmatch(r"[a-z0-9-]+", spot.key):
        name = re.sub(r"[^a-z0-9]+", "-", spot.key.lower()).strip("-") or "my-text"
        says = "is no name for a publication"
        raise spot.mistake("bad-value", says, f"write a-z, 0-9 and - alone: {name}")
    given = values.fields(spot, PUBLICATION)
    if "languages" not in given:
        remedy = 'write languages = ["en"], the language of the sources first'
        raise spot.mistake("missing", "names no languages", remedy)
    publication = Publication(
        id=spot.key,
        numbering=given.pop("articles", ()),
        assessments=given.pop("assessed", ()),
        **given,
    )
    if publication.assessments:
        assessed.refuse_strangers(publication, spot.table()["assessed"])
    _refuse_missing(spot, publication, root)
    return publication


def _refuse_missing(spot: Spot, publication: Publication, root: Root) -> None:
    folders = sorted(entry.name for entry in root.source.iterdir() if entry.is_dir())
    if publication.id not in folders:
        near = f", or name one that is there: {nearest(publication.id, folders)}" if folders else ""
        raise spot.mistake("no-folder", f"has no folder source/{publication.id}", f"make it{near}")
    start = spot.table().get("start", spot)
    page = f"{publication.id}/{publication.start}.rst"
    if not _is_file(start, root, page):
        says = f"needs the page source/{page}, which is missing"
        near = _near_pages(root.get_source_folder(publication.id), publication.start)
        raise start.mistake("no-start", says, f'write it, or name another with start = "…"{near}')


def _is_file(spot: Spot, root: Root, name: str) -> bool:
    try:
        return layout.safe_join(root.source, name).is_file()
    except UserError as error:
        raise spot.mistake("outside", f"is no page: {error.message}", error.remedy) from error
    except OSError:  # a name that is too long for any file
        return False


def _near_pages(folder: Path, start: str) -> str:
    names = [layout.relativize_path(path, folder) for path in layout.iter_files(folder)]
    pages = [name.removesuffix(".rst") for name in names if name.endswith(".rst")]
    near = difflib.get_close_matches(start, pages, cutoff=0.0)
    return f"; the nearest there: {', '.join(near)}" if near else ""


def _refuse_twins(entries: Mapping[str, Spot], found: tuple[Publication, ...]) -> None:
    owners: dict[str, str] = {}
    for publication in found:
        name = publication.identifier.lower()
        if name and name in owners:
            spot = entries[publication.id].table()["identifier"]
            says = f"is that of {owners[name]} too"
            raise spot.mistake("bad-value", says, "give each publication an identifier of its own")
        owners[name] = publication.id
