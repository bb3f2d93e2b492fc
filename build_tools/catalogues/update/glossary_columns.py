"""Add to a root's glossary an empty column for each language that it lacks."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.catalogues.po_model import FileChange
from build_tools.paths import Root

NOTE_COLUMN = "note"


def add_glossary_columns(root: Root, tags: Iterable[str]) -> FileChange | None:
    """Return the glossary with an empty column for each language that it lacks.

    None if there is no glossary, or no column is missing.
    """
    path = root.glossary
    if not path.is_file():
        return None
    data = before = path.read_bytes()
    for tag in tags:
        data = _add_column(data, tag.encode())
    if data == before:
        return None
    return FileChange(path=path, file=root.relativize(path), data=data)


def _add_column(data: bytes, tag: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    heads = lines[0].rstrip(b"\r\n").split(b"\t") if lines else []
    if not heads or tag.lower() in (head.strip().lower() for head in heads):
        return data
    index = heads.index(NOTE_COLUMN.encode()) if NOTE_COLUMN.encode() in heads else len(heads)
    return b"".join(_add_cell(line, index, b"" if row else tag) for row, line in enumerate(lines))


def _add_cell(line: bytes, index: int, cell: bytes) -> bytes:
    body = line.rstrip(b"\r\n")
    if not body.strip() or body.startswith(b"#"):
        return line
    cells = body.split(b"\t")
    cells += [b""] * (index - len(cells))
    return b"\t".join((*cells[:index], cell, *cells[index:])) + line[len(body) :]
