"""Check that the page labels of a PDF match the printed page numbers.

Each page has a label of its own; where a number is printed at the edge of a page, it is that.

Example: the page on which 17 is printed is labelled 21.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import find_marked_content
from build_tools.inspection.text.tokenize import INVISIBLE

ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each page whose label is not the printed number."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    if not document.labels:
        return [Violation(built.path, "does not say what its pages are called")]
    return [
        Violation(built.path, message)
        for message in (*_check_duplicate_labels(document), *_check_folios(document))
    ]


def _check_duplicate_labels(document: PdfDocument) -> Iterator[str]:
    first_page: dict[str, int] = {}
    for page, label in enumerate(document.labels, 1):
        if not label:
            yield f"page {page} is called nothing"
        elif label in first_page:
            yield f"page {page} is called {label} as page {first_page[label]} is"
        first_page.setdefault(label, page)


def _check_folios(document: PdfDocument) -> Iterator[str]:
    """Yield the pages on which another number is printed than their label."""
    for page, folios in _find_folios(document).items():
        label = document.labels[page - 1]
        if not any(_is_same_number(folio, label) for folio in folios):
            yield f"page {page} is called {label or 'nothing'}, and {folios[-1]} is printed on it"


def _find_folios(document: PdfDocument) -> dict[int, list[str]]:
    """Return what may be the folio of each page: digits alone outside the structure tree."""
    tagged = {
        (leaf.page, leaf.mcid) for root in document.roots for leaf in find_marked_content(root)
    }
    folios: dict[int, list[str]] = {}
    for item in document.objects:
        text = INVISIBLE.sub("", item.text).strip()
        is_outside = item.mark.is_artifact or (item.page, item.mark.mcid) not in tagged
        if is_outside and (text.isdecimal() or ROMAN.fullmatch(text)):
            folios.setdefault(item.page, []).append(text)
    return {page: each for page, each in folios.items() if any(map(str.isdecimal, each))}


def _is_same_number(folio: str, label: str) -> bool:
    if folio.isdecimal() and label.isdecimal():
        return int(folio) == int(label)
    return folio.casefold() == label.casefold()
