"""Write the expected text of an edition, which checks of finished files compare them with."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root, write_cache_file

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.model.expected_text import ExpectedText
    from build_tools.reader.reading import Reading


def write_expected_text(reading: Reading, compiled: EditionCatalogues, root: Root, file: Path) -> None:
    """Write the expected text of an edition as `file`; nothing where its text cannot be read.

    Warnings of Sphinx meanwhile are repeated, and reported, when a format is written.
    """
    from build_tools import reader

    file.unlink(missing_ok=True)
    try:
        with reader.collect_write_findings(reading, root):
            expected_text = _build_expected_text(reading, compiled)
    except UserError:
        return
    text = json.dumps(_convert_to_json(expected_text), ensure_ascii=False, separators=(",", ":"))
    write_cache_file(file, f"{text}\n".encode("utf-8", "surrogatepass"))


def _build_expected_text(reading: Reading, compiled: EditionCatalogues) -> ExpectedText:
    """Return the expected text of an edition, its blocks with their places in the catalogues."""
    from build_tools import expected_text as collector

    expected_text = collector.collect_expected_text(reading)
    publication = reading.edition.publication.id
    blocks = tuple(
        replace(block, place=_find_catalogue_place(block.place, f"{publication}/{block.page}", compiled))
        for block in expected_text.blocks
    )
    return replace(expected_text, blocks=blocks)


def _find_catalogue_place(place: Place, page: str, compiled: EditionCatalogues) -> Place:
    catalogue_place = compiled.locate_message(page, place.message_id) if place.message_id else place
    return catalogue_place if catalogue_place.file else place


def _convert_to_json(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _convert_to_json(each) for name, each in pairs if each not in ("", (), None)}
    return [_convert_to_json(each) for each in value] if isinstance(value, tuple) else value
