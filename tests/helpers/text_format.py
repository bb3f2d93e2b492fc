"""Write an edition as plain text: a format of one file, for tests of the table of formats."""

from __future__ import annotations

from pathlib import Path

from build_tools.reader.reading import Reading


def write_edition(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write the text of every page as `folder/<publication>-<language>.text`."""
    text = "\n\n".join(tree.astext() for tree in map(reading.get_doctree, reading.chapters))
    (folder / reading.get_output_name("text")).write_text(text, encoding="utf-8")
