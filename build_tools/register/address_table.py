"""Read and write `source/addresses.tsv`: the labels that were published, which are addresses for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root
from build_tools.register import tsv_table
from build_tools.register.successors import fold_label

COLUMNS = ("publication", "label", "page", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLabel:
    """Hold a row of the table; `page` and `title` are those that the label had."""

    publication: str
    label: str
    page: str = ""
    title: str = ""
    line: int = 0


def read_address_table(root: Root) -> tuple[PublishedLabel, ...]:
    """Return the rows of a root's table, none if it has no table. Raises UserError `labels/…`."""
    return tuple(_iter_rows(root))


def _iter_rows(root: Root) -> Iterator[PublishedLabel]:
    for number, cells in tsv_table.read_rows(root, root.addresses, COLUMNS, "labels"):
        if len(cells) < 2 or not all(cells[:2]):
            message = "is no row: a publication, a label, its page and its title, with tabs between"
            remedy = "write it so, or delete it and run editions labels keep"
            place = Place(file=root.relativize(root.addresses), line=number)
            raise UserError("labels/row", message, remedy=remedy, place=place)
        publication, label, page, title = (*cells, "", "")[:4]
        yield PublishedLabel(
            publication=publication, label=fold_label(label.strip("`")), page=page, title=title, line=number
        )


def write_address_table(root: Root, rows: Iterable[PublishedLabel]) -> None:
    """Write a root's table, sorted as a person counts: `ca-2` before `ca-10`. Raises UserError."""
    cells = ((row.publication, row.label, row.page, row.title) for row in sorted(rows, key=_rank))
    tsv_table.write_rows(root, root.addresses, COLUMNS, cells)


def _rank(row: PublishedLabel) -> tuple[str, list[tuple[int, str]], str]:
    parts = re.findall(r"[0-9]+|[^0-9]+", row.label)
    return row.publication, [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], row.label
