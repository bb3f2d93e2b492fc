"""Takes some HTML, gives the book that it makes, and its structure as lines that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from build_tools.pdf import write_pdf

PAGE = '<html lang="en"><head><title>A book</title><style>{}</style></head><body>{}</body></html>'


def set_book(folder: Path, body: str, style: str = "", *, is_rtl: bool = False) -> Path:
    """Set a body of HTML as a book in a folder, where its pictures lie."""
    book = folder / "book.pdf"
    write_pdf(PAGE.format(style, body), book, image_folder=folder, identifier="x", is_rtl=is_rtl)
    return book


def outline(book: Path) -> list[str]:
    """Return the tags of a book's structure, each below what holds it: `Sect H1`."""
    with pikepdf.open(book) as opened:
        (document,) = opened.Root.StructTreeRoot.K
        return [" ".join(path) for path, _ in _every(document)]


def tagged(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """Return the parts of an open book that have a tag."""
    (document,) = pdf.Root.StructTreeRoot.K
    return [part for path, part in _every(document) if path[-1:] == (tag,)]


def kids(part: Any) -> list[Any]:
    """Return the parts that stand directly within one."""
    return [kid for kid in part.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _every(part: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for kid in kids(part):
        path = (*above, str(kid.S)[1:])
        yield path, kid
        yield from _every(kid, path)
