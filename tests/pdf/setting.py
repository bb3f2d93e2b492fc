"""Write a PDF from HTML, and its structure as readable lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from build_tools.pdf import write_pdf

PAGE = '<html lang="en"><head><title>A book</title><style>{}</style></head><body>{}</body></html>'


def set_book(folder: Path, body: str, style: str = "", *, is_rtl: bool = False) -> Path:
    """Write a body of HTML as a PDF in a folder with its pictures."""
    book = folder / "book.pdf"
    write_pdf(PAGE.format(style, body), book, image_folder=folder, identifier="x", is_rtl=is_rtl)
    return book


def outline(book: Path) -> list[str]:
    """Return the tags of a PDF's structure, each with its ancestors: `Sect H1`."""
    with pikepdf.open(book) as opened:
        (document,) = opened.Root.StructTreeRoot.K
        return [" ".join(path) for path, _ in _every(document)]


def tagged(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """Return the structure elements of an open PDF with a tag."""
    (document,) = pdf.Root.StructTreeRoot.K
    return [part for path, part in _every(document) if path[-1:] == (tag,)]


def kids(part: Any) -> list[Any]:
    """Return the child elements of an element."""
    return [kid for kid in part.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _every(part: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for kid in kids(part):
        path = (*above, str(kid.S)[1:])
        yield path, kid
        yield from _every(kid, path)
