"""Takes a book, gives the lists in it that a reader program cannot count.

What: a list holds items (and captions) alone, an item a body and at most a mark before it, and
marks and bodies stand in items.
Example: a paragraph right in an LI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_tree import StructElement, walk_structure
from build_tools.seeing.words import quote_start

# What may stand right in what (ISO 32000-1, 14.8.4.3.3), and what only there.
MAY_HOLD = {"L": ("LI", "L", "Caption"), "LI": ("Lbl", "LBody")}
HOLDERS = {"LI": ("L",), "LBody": ("LI",)}


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each part of a list that is out of place."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    return [
        Fault(built.whole, message)
        for element, above in walk_structure(seen.roots)
        for message in _messages(seen, element, above[-1].kind if above else "the book")
    ]


def _messages(seen: PdfDocument, element: StructElement, holder: str) -> Iterator[str]:
    kind = element.kind
    if kind not in MAY_HOLD and kind not in HOLDERS:
        return
    here = f"page {element.page or '?'}: {kind} {quote_start(seen.extract_text(element))}"
    if holder not in HOLDERS.get(kind, (holder,)):
        yield f"{here} stands in {holder}"
    if kind not in MAY_HOLD:
        return
    for kid in element.kids:
        held = kid.kind if isinstance(kid, StructElement) else "text without a tag"
        if held not in MAY_HOLD[kind]:
            yield f"{here} holds {held}"
    if not element.kids:
        yield f"{here} holds nothing"
    if kind == "LI" and [kid.kind for kid in element.child_elements].count("LBody") > 1:
        yield f"{here} has two bodies"
