"""Takes a book, gives the pages that a reader program calls otherwise than their print does.

What: the file says what each page is called, no two alike; where a number is printed at the edge
of a page, it is that.
Example: the page on which 17 is printed is called 21 in the window.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_tree import find_marked_content
from build_tools.seeing.words import INVISIBLE

ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each page whose name is not the one that is printed."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    if not seen.labels:
        return [Fault(built.whole, "does not say what its pages are called")]
    return [Fault(built.whole, message) for message in (*_alike(seen), *_printed(seen))]


def _alike(seen: PdfDocument) -> Iterator[str]:
    first: dict[str, int] = {}
    for page, label in enumerate(seen.labels, 1):
        if not label:
            yield f"page {page} is called nothing"
        elif label in first:
            yield f"page {page} is called {label} as page {first[label]} is"
        first.setdefault(label, page)


def _printed(seen: PdfDocument) -> Iterator[str]:
    """Yield the pages that bear another number than the file calls them by."""
    for page, folios in _folios(seen).items():
        label = seen.labels[page - 1]
        if not any(_same(folio, label) for folio in folios):
            yield f"page {page} is called {label or 'nothing'}, and {folios[-1]} is printed on it"


def _folios(seen: PdfDocument) -> dict[int, list[str]]:
    """Return what may be the number of each page: digits alone outside the text."""
    placed = {(leaf.page, leaf.mcid) for root in seen.roots for leaf in find_marked_content(root)}
    found: dict[int, list[str]] = {}
    for piece in seen.objects:
        text = INVISIBLE.sub("", piece.text).strip()
        is_outside = piece.mark.is_artifact or (piece.page, piece.mark.mcid) not in placed
        if is_outside and (text.isdecimal() or ROMAN.fullmatch(text)):
            found.setdefault(piece.page, []).append(text)
    return {page: each for page, each in found.items() if any(map(str.isdecimal, each))}


def _same(folio: str, label: str) -> bool:
    if folio.isdecimal() and label.isdecimal():
        return int(folio) == int(label)
    return folio.casefold() == label.casefold()
