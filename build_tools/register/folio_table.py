"""Read and write `source/folios.tsv`: where the pages of published books begin, for e-books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.errors import UserError
from build_tools.model import Folio, Place
from build_tools.paths import Root
from build_tools.register import tsv_table

COLUMNS = ("publication", "version", "language", "folio", "page", "letters", "word")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """Hold a row of the table: a page of the book of a publication in a version."""

    publication: str
    version: str
    folio: Folio

    @property
    def book(self) -> tuple[str, str]:
        """Return the names of its publication and its language."""
        return self.publication, self.folio.language


def read_folio_table(root: Root) -> tuple[BookPage, ...]:
    """Return the rows of a root's table, none if it has no table. Raises UserError `folios/…`."""
    return tuple(_iter_rows(root))


def _iter_rows(root: Root) -> Iterator[BookPage]:
    for number, cells in tsv_table.read_rows(root, root.folios, COLUMNS, "folios"):
        if len(cells) != len(COLUMNS) or not cells[5].isdecimal() or not all(cells[2:]):
            message = f"is no row: {', '.join(COLUMNS)}, with tabs between"
            remedy = "delete it and run editions folios keep"
            place = Place(file=root.relativize(root.folios), line=number)
            raise UserError("folios/row", message, remedy=remedy, place=place)
        publication, version, language, name, page, letters, word = cells
        folio = Folio(language=language, name=name, page=page, letters=int(letters[:9]), word=word)
        yield BookPage(publication=publication, version=version, folio=folio)


def write_folio_table(root: Root, rows: Iterable[BookPage]) -> None:
    """Write a root's table, a book after the other, its pages in their order. Raises UserError."""
    ordered = sorted(rows, key=lambda row: row.book)
    cells = ((row.publication, row.version, *_list_cells(row.folio)) for row in ordered)
    tsv_table.write_rows(root, root.folios, COLUMNS, cells)


def _list_cells(folio: Folio) -> tuple[str, ...]:
    return folio.language, folio.name, folio.page, str(folio.letters), folio.word
