"""The glossary of a root: takes languages, gives it with a column for each."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.catalogues.updating.model import Change
from build_tools.layout import Root

LAST = "note"


def with_columns(root: Root, tags: Iterable[str]) -> Change | None:
    """Return the glossary with an empty column for each language that it lacks.

    None where there is no glossary, or nothing is lacking.
    """
    path = root.glossary
    if not path.is_file():
        return None
    data = before = path.read_bytes()
    for tag in tags:
        data = _with_column(data, tag.encode())
    if data == before:
        return None
    return Change(path=path, file=root.relativize(path), data=data)


def _with_column(data: bytes, tag: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    heads = lines[0].rstrip(b"\r\n").split(b"\t") if lines else []
    if not heads or tag.lower() in (head.strip().lower() for head in heads):
        return data
    at = heads.index(LAST.encode()) if LAST.encode() in heads else len(heads)
    return b"".join(
        _with_cell(line, at, b"" if number else tag) for number, line in enumerate(lines)
    )


def _with_cell(line: bytes, at: int, cell: bytes) -> bytes:
    body = line.rstrip(b"\r\n")
    if not body.strip() or body.startswith(b"#"):
        return line
    cells = body.split(b"\t")
    cells += [b""] * (at - len(cells))
    return b"\t".join((*cells[:at], cell, *cells[at:])) + line[len(body) :]
