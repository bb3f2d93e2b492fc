"""Read and write `source/addresses.tsv`: the labels that were published, which are addresses for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.errors import UserError
from build_tools.inventory import normalize_label
from build_tools.model import Place
from build_tools.paths import Root
from build_tools.process.plain_file import read_plain_file

COLUMNS = ("publication", "label", "page", "title")
MAX_BYTES = 16_000_000


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
    name = root.relativize(root.addresses)
    try:
        text = read_plain_file(root.addresses, MAX_BYTES, file=name).decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        place = Place(file=name, line=error.object[: error.start].count(b"\n") + 1)
        raise UserError("labels/not-utf8", "is not UTF-8", remedy="save it as UTF-8", place=place) from error
    except OSError as error:
        message, remedy = f"cannot be read: {error.strerror}", "make it a file that you may read"
        raise UserError("labels/unreadable", message, remedy=remedy, place=Place(file=name)) from error
    return tuple(_iter_rows(text, name))


def _iter_rows(text: str, name: str) -> Iterator[PublishedLabel]:
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or cells[:2] == list(COLUMNS[:2]):
            continue
        if len(cells) < 2 or not all(cells[:2]):
            message = "is no row: a publication, a label, its page and its title, with tabs between"
            remedy = "write it so, or delete it and run editions labels keep"
            raise UserError("labels/row", message, remedy=remedy, place=Place(file=name, line=number))
        publication, label, page, title = (*cells, "", "")[:4]
        yield PublishedLabel(
            publication=publication, label=normalize_label(label), page=page, title=title, line=number
        )


def format_address_table(rows: Iterable[PublishedLabel]) -> str:
    """Return the table as text, sorted as a person counts: `ca-2` before `ca-10`."""
    lines = ("\t".join((row.publication, row.label, row.page, row.title)) for row in sorted(rows, key=_rank))
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *lines))


def _rank(row: PublishedLabel) -> tuple[str, list[tuple[int, str]], str]:
    parts = re.findall(r"[0-9]+|[^0-9]+", row.label)
    return row.publication, [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], row.label
