"""Read and write a table of a root's sources, tab-separated values with a row of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root, write_atomically
from build_tools.process import os_errors
from build_tools.process.plain_file import read_plain_file

MAX_BYTES = 16_000_000


def read_rows(root: Root, path: Path, columns: Sequence[str], code: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row, none if there is no table. Raises UserError `<code>/…`.

    Empty lines and the row of names, known by the first two of `columns`, are left out.
    """
    text = read_table_text(root, path, code)
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if line.strip() and cells[:2] != list(columns[:2]):
            yield number, cells


def read_table_text(root: Root, path: Path, code: str) -> str:
    """Return the text of a table, empty if there is none. Raises UserError `<code>/…`."""
    name = root.relativize(path)
    try:
        return read_plain_file(path, MAX_BYTES, file=name).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        place = Place(file=name, line=error.object[: error.start].count(b"\n") + 1)
        raise UserError(f"{code}/not-utf8", "is not UTF-8", remedy="save it as UTF-8", place=place) from error
    except OSError as error:
        message, remedy = f"cannot be read: {error.strerror}", "make it a file that you may read"
        raise UserError(f"{code}/unreadable", message, remedy=remedy, place=Place(file=name)) from error


def write_rows(root: Root, path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table, the names of its columns first; one that is the same is left as it is.

    Raises UserError if it cannot be written.
    """
    table = "".join("\t".join(cells) + "\n" for cells in (columns, *rows)).encode()
    with os_errors.raise_as_lines(root.path, path):
        if not path.is_file() or path.read_bytes() != table:
            write_atomically(path.resolve(), table)
