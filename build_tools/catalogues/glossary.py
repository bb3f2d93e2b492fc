"""Read the terms of a root's glossary.tsv for two languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.catalogues.po_model import FileChange
from build_tools.errors import UserError
from build_tools.model import Place, Term
from build_tools.paths import Root, compute_digest
from build_tools.process.plain_file import read_plain_file

# `(near and affordable)` after a term tells about it and is no part of it.
MAX_BYTES = 16_000_000
REMARKS = re.compile(r"(?:\s*[(\uff08][^()\uff08\uff09]*[)\uff09])+\s*$")
FORM_SEPARATOR = re.compile(r"\s+/\s+")


def read_glossary_terms(root: Root, source_tag: str, tag: str) -> tuple[Term, ...]:
    """Return the terms that the glossary has in both languages, in its order.

    A column's head is a language tag, `key` or `note`; ` / ` stands between forms, and a remark in brackets
    after one is left out. Raises UserError `catalogue/glossary`, exit 1, if it cannot be read.
    """
    path = root.glossary
    if not os.path.lexists(path):
        return ()
    heads, *rows = [line.split("\t") for line in _read_glossary_lines(path, root)]
    columns = {head.strip().lower(): at for at, head in enumerate(heads)}
    indexes = [columns.get(name) for name in ("key", source_tag.lower(), tag.lower(), "note")]
    return tuple(_iter_terms(rows, indexes))


def _read_glossary_lines(path: Path, root: Root) -> list[str]:
    data = _read_glossary_bytes(path, root)
    try:
        return re.split("\r\n|\r|\n", data.decode("utf-8-sig"))
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        place = Place(file=root.relativize(path), line=line)
        message, remedy = "the glossary is not UTF-8 text", "save it as UTF-8"
        raise UserError("catalogue/glossary", message, remedy=remedy, place=place, exit_code=1) from None


def _read_glossary_bytes(path: Path, root: Root) -> bytes:
    file = root.relativize(path)
    try:
        return read_plain_file(path, MAX_BYTES, file=file)
    except OSError:
        message, place = "the glossary cannot be read", Place(file=file)
        raise UserError(
            "catalogue/glossary", message, remedy="let it be read", place=place, exit_code=1
        ) from None


def _iter_terms(rows: Sequence[Sequence[str]], indexes: Sequence[int | None]) -> Iterator[Term]:
    for line, row in enumerate(rows, start=2):
        key, source, target, note = (_get_cell(row, column) for column in indexes)
        written, rendered = _split_forms(source), _split_forms(target)
        if written and rendered:
            yield Term(key=key, source=written, forms=rendered, line=line, note=note)


def _get_cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _split_forms(cell: str) -> tuple[str, ...]:
    forms = (REMARKS.sub("", form).strip() for form in FORM_SEPARATOR.split(cell))
    return tuple(dict.fromkeys(form for form in forms if form))


NOTE_COLUMN = "note"


def add_glossary_columns(root: Root, tags: Iterable[str]) -> FileChange | None:
    """Return the glossary with an empty column for each language that it lacks; None if none is missing."""
    path = root.glossary
    if not os.path.lexists(path):
        return None
    data = before = _read_glossary_bytes(path, root)
    for tag in tags:
        data = _add_column(data, tag.encode())
    if data == before:
        return None
    return FileChange(path=path, file=root.relativize(path), data=data, old_digest=compute_digest(before))


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
