"""Read `source/<publication>/signatories.csv`: the cities that signed a publication."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from build_tools.errors import UserError
from build_tools.model import Place, Signatory
from build_tools.paths import Root
from build_tools.register.countries import is_country, suggest_country
from build_tools.register.field_types import is_web_address
from build_tools.register.toml_document import format_value
from build_tools.register.tsv_table import read_table_text

SIGNATORY_COLUMNS = ("name", "country", "date", "source", "url")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    file: str
    line: int
    cells: tuple[str, ...]

    def refuse(self, message: str, remedy: str) -> NoReturn:
        """Raise the error of this row."""
        place = Place(file=self.file, line=self.line)
        raise UserError("signatories/row", message, remedy=remedy, place=place)


def read_signatories(root: Root, publication_id: str) -> tuple[Signatory, ...]:
    """Return the cities that signed a publication, by country and name; none without the table.

    Raises UserError `signatories/…` at the first wrong row.
    """
    path = root.get_signatories(publication_id)
    signatories = tuple(map(_parse_signatory, _read_csv_rows(root, path)))
    _reject_repeated_cities(signatories, root.relativize(path))
    return tuple(sorted(signatories, key=lambda one: (one.country, one.name)))


def _read_csv_rows(root: Root, path: Path) -> Iterator[_Row]:
    """Yield the rows below the header. Raises UserError if the table is no CSV, or its header is another."""
    file = root.relativize(path)
    rows = _iter_csv_rows(read_table_text(root, path, "signatories"), file)
    header = next(rows, None)
    if header and tuple(cell.lower() for cell in header.cells) != SIGNATORY_COLUMNS:
        place = Place(file=file, line=header.line)
        message = f"the first row is {format_value(','.join(header.cells))}, not the names of the columns"
        remedy = f"write {','.join(SIGNATORY_COLUMNS)} as the first row, with commas between"
        raise UserError("signatories/header", message, remedy=remedy, place=place)
    yield from rows


def _iter_csv_rows(text: str, file: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(file=file, line=line, cells=tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        place = Place(file=file, line=line)
        remedy = 'put a cell with a comma in quotes, and write a quote in it twice: "the ""White"" City"'
        raise UserError("signatories/syntax", f"is no CSV: {error}", remedy=remedy, place=place) from error


def _parse_signatory(row: _Row) -> Signatory:
    if len(row.cells) != len(SIGNATORY_COLUMNS):
        message = f"has {len(row.cells)} cells, not {len(SIGNATORY_COLUMNS)}"
        row.refuse(message, f"write {','.join(SIGNATORY_COLUMNS)}; a cell with a comma stands in quotes")
    name, country, day, source, url = row.cells
    if not all(map(str.isprintable, row.cells)):
        row.refuse(
            "has a line break, or a sign that prints nothing, in a cell", "write each cell on one line"
        )
    if not name:
        row.refuse("has no name", "write the name of the city in the first cell")
    if not is_country(country):
        row.refuse(f"{format_value(country)} is no code of a country", suggest_country(country))
    if not _is_partial_date(day):
        remedy = "write 2000-05-18, 2000-05 or 2000, or leave the cell empty"
        row.refuse(f"{format_value(day)} is no date (ISO 8601)", remedy)
    if not source:
        row.refuse(f"{name} has no source", "write who says that it signed, or take the row out")
    if url and not is_web_address(url):
        row.refuse(
            f"{format_value(url)} is no web address", "write it with https:// or http:// and a host's name"
        )
    return Signatory(name=name, country=country, date=day, source=source, url=url, line=row.line)


def _is_partial_date(text: str) -> bool:
    """Return whether a text is a date, a month, a year, or empty."""
    if not text:
        return True
    if not _DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text + "0000-01-01"[len(text) :]))
    except ValueError:
        return False


def _reject_repeated_cities(signatories: Iterable[Signatory], file: str) -> None:
    lines: dict[tuple[str, str], int] = {}
    for one in signatories:
        key = one.country, unicodedata.normalize("NFC", one.name).casefold()
        if key in lines:
            place = Place(file=file, line=one.line)
            message = f"{one.name} ({one.country}) is at line {lines[key]} too"
            remedy = "keep one of both; of two cities of one name say which, as in Frankfurt (Oder)"
            raise UserError("signatories/row", message, remedy=remedy, place=place)
        lines[key] = one.line
