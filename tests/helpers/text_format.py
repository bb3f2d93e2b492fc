"""Write an edition as plain text: a format of one file, for tests of the table of formats."""

from __future__ import annotations

from pathlib import Path

from build_tools.paths import format_output_name
from build_tools.reader.reading import Reading


def write_edition(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write the text of every page as `folder/<publication>-<language>.text`."""
    edition = reading.edition
    pages = (f"{edition.publication.id}/{chapter.page}" for chapter in reading.chapters)
    text = "\n\n".join(reading.app.env.get_doctree(page).astext() for page in pages)
    name = format_output_name(edition.publication.id, edition.language.tag, "text")
    (folder / name).write_text(text, encoding="utf-8")
