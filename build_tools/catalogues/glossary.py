"""Read the terms of a root's glossary.tsv for two languages, add columns, convert it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.catalogues.glossary_table import (
    UNSETTLED,
    GlossaryRow,
    format_long_glossary,
    group_terms,
    is_long_form,
    make_glossary_error,
    parse_glossary,
)
from build_tools.catalogues.po_model import FileChange
from build_tools.model import Term
from build_tools.paths import Root, compute_digest
from build_tools.process.plain_file import read_plain_file

# `(near and affordable)` after a term tells about it and is no part of it.
MAX_BYTES = 16_000_000
REMARKS = re.compile(r"(?:\s*[(\uff08][^()\uff08\uff09]*[)\uff09])+\s*$")
FORM_SEPARATOR = re.compile(r"\s+/\s+")


def read_glossary_terms(root: Root, source_tag: str, tag: str) -> tuple[Term, ...]:
    """Return the terms that the glossary has in both languages, in its order.

    ` / ` stands between forms, and a remark in brackets after one is left out. A term that is not settled
    in the language says so in its note, `pt?`. Raises UserError `catalogue/glossary`, exit 1, if it cannot
    be read.
    """
    terms = read_glossary(root)
    pairs = ((key, row.get(source_tag.lower()), row.get(tag.lower())) for key, row in terms.items())
    made = (_make_term(key, source, target, tag) for key, source, target in pairs if source and target)
    return tuple(term for term in made if term.source and term.forms)


def read_glossary(root: Root) -> dict[str, dict[str, GlossaryRow]]:
    """Return the rows of a glossary by key and language; raise as `read_glossary_terms` does."""
    path = root.glossary
    if not os.path.lexists(path):
        return {}
    return group_terms(parse_glossary(_read_glossary_lines(path, root), root.relativize(path)))


def _make_term(key: str, source: GlossaryRow, target: GlossaryRow, tag: str) -> Term:
    is_unsettled = target.note.startswith(UNSETTLED)
    notes = [*dict.fromkeys(filter(None, (source.note, target.note))), *([f"{tag}?"] if is_unsettled else [])]
    return Term(
        key=key,
        source=_split_forms(source.term),
        forms=_split_forms(target.term),
        line=target.line,
        note="; ".join(notes),
    )


def convert_glossary(root: Root) -> FileChange | None:
    """Return the glossary in its long form, or None if it has it, or if there is none."""
    path = root.glossary
    if not os.path.lexists(path):
        return None
    before = _read_glossary_bytes(path, root)
    lines = _read_glossary_lines(path, root)
    if is_long_form(lines):
        return None
    file = root.relativize(path)
    data = format_long_glossary(lines, file).encode()
    return FileChange(path=path, file=file, data=data, old_digest=compute_digest(before))


def _read_glossary_lines(path: Path, root: Root) -> list[str]:
    data = _read_glossary_bytes(path, root)
    try:
        return re.split("\r\n|\r|\n", data.decode("utf-8-sig"))
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        message = "the glossary is not UTF-8 text"
        raise make_glossary_error(message, "save it as UTF-8", root.relativize(path), line) from None


def _read_glossary_bytes(path: Path, root: Root) -> bytes:
    file = root.relativize(path)
    try:
        return read_plain_file(path, MAX_BYTES, file=file)
    except OSError:
        raise make_glossary_error("the glossary cannot be read", "let it be read", file, None) from None


def _split_forms(cell: str) -> tuple[str, ...]:
    forms = (REMARKS.sub("", form).strip() for form in FORM_SEPARATOR.split(cell))
    return tuple(dict.fromkeys(form for form in forms if form))


NOTE_COLUMN = "note"


def add_glossary_columns(root: Root, tags: Iterable[str]) -> FileChange | None:
    """Return a wide glossary with an empty column for each language that it lacks; None if it lacks none."""
    path = root.glossary
    if not os.path.lexists(path):
        return None
    data = before = _read_glossary_bytes(path, root)
    if is_long_form(data.decode("utf-8-sig", "replace").splitlines()):
        return None  # a language begins with its first row
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
