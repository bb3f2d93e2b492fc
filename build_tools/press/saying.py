"""What an edition says, left for checks: takes a Reading and its catalogues, writes the words."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.layout import Root, write_atomically

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.charter.reading import Reading
    from build_tools.model import Place
    from build_tools.model.transcript import ExpectedText


def leave(reading: Reading, compiled: EditionCatalogues, root: Root, file: Path) -> None:
    """Write what an edition says as `file`, and nothing where a text cannot be read whole.

    What is said of it meanwhile is said again, and told, where a format is written.
    """
    from build_tools import doctree
    from build_tools.errors import UserError

    file.unlink(missing_ok=True)
    try:
        with doctree.collect_write_findings(reading, root):
            said = said_by(reading, compiled)
    except UserError:
        return
    text = json.dumps(_plain(said), ensure_ascii=False, separators=(",", ":"))
    write_atomically(file, f"{text}\n".encode("utf-8", "surrogatepass"))


def said_by(reading: Reading, compiled: EditionCatalogues) -> ExpectedText:
    """Return what an edition says, its blocks with their places in the catalogues."""
    from build_tools import doctree

    said = doctree.make_expected_text(reading)
    publication = reading.edition.publication.id
    blocks = tuple(
        replace(block, place=_placed(block.place, f"{publication}/{block.page}", compiled))
        for block in said.blocks
    )
    return replace(said, blocks=blocks)


def _placed(place: Place, page: str, compiled: EditionCatalogues) -> Place:
    found = compiled.locate_message(page, place.message_id) if place.message_id else place
    return found if found.file else place


def _plain(value: Any) -> Any:
    """Return dataclasses as JSON has them, without what is empty."""
    if is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _plain(each) for name, each in pairs if each not in ("", (), None)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
