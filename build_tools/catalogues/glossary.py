"""The terms of a root: takes its glossary.tsv and two languages, gives what is called how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.errors import UserError
from build_tools.layout import Root, find_invalid_utf8
from build_tools.model import Place, Term

# `(near and affordable)` after a term tells about it and is no part of it.
REMARK = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
BETWEEN = re.compile(r"\s+/\s+")


def terms(root: Root, source_tag: str, tag: str) -> tuple[Term, ...]:
    """Return the terms that the glossary has in both languages, in its order.

    A column's head is a language tag, `key` or `note`; ` / ` stands between forms, and what
    stands in brackets after one is left out. Without a glossary, or without a column for
    either language, there are none. Raises Mendable `catalogue/glossary`, exit 1, where it
    cannot be read.
    """
    path = root.glossary
    if not path.is_file():
        return ()
    heads, *rows = [line.split("\t") for line in _lines(path, root)]
    columns = {head.strip().lower(): at for at, head in enumerate(heads)}
    at = [columns.get(name) for name in ("key", source_tag.lower(), tag.lower(), "note")]
    return tuple(_terms(rows, at))


def _lines(path: Path, root: Root) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeError) as error:
        at = find_invalid_utf8(path) if isinstance(error, UnicodeError) else None
        raise UserError(
            "catalogue/glossary",
            "the glossary is not UTF-8 text" if at else "the glossary cannot be read",
            remedy="save it as UTF-8" if at else "let it be read",
            place=Place(file=root.relativize(path), line=at),
            exit_code=1,
        ) from None


def _terms(rows: Sequence[Sequence[str]], at: Sequence[int | None]) -> Iterator[Term]:
    for line, row in enumerate(rows, start=2):
        key, source, target, note = (_cell(row, column) for column in at)
        written, rendered = _forms(source), _forms(target)
        if written and rendered:
            yield Term(key=key, source=written, forms=rendered, line=line, note=note)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _forms(cell: str) -> tuple[str, ...]:
    each = (_bare(form) for form in BETWEEN.split(cell))
    return tuple(dict.fromkeys(form for form in each if form))


def _bare(form: str) -> str:
    """Return a form without the remarks after it."""
    bare = REMARK.sub("", form)
    return form.strip() if bare == form else _bare(bare)
