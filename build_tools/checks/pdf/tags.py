"""Takes a book, gives what of its pages a reader program cannot place.

What: everything drawn stands in the structure, once, or is marked as an artifact, which nobody
reads aloud; no element is empty; a folio is an artifact.
Example: a head of a page that is tagged but stands nowhere in the structure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_content import PageObject
from build_tools.seeing.pdf_tree import (
    MarkedContentRef,
    StructElement,
    find_marked_content,
    walk_structure,
)
from build_tools.seeing.words import quote_start

AGAIN = "build the edition again; what is built is never mended by hand"
# With nothing in them these still say something: a cell that is empty, a place for what follows.
MAY_BE_EMPTY = frozenset(("TD", "TH", "NonStruct", "Private"))


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each piece, page or element that is not as it should be."""
    seen = read_pdf(built.whole)
    if seen is None:
        return [Fault(built.whole, "no program can open it", remedy=AGAIN)]
    if not seen.is_tagged or not seen.roots:
        return [Fault(built.whole, "has no structure at all")]
    found = (*_untold(seen), *_twice(seen), *_empty(seen), *_folios(seen))
    return [Fault(built.whole, message) for message in found]


def _untold(seen: PdfDocument) -> Iterator[str]:
    """Yield what of each page stands nowhere: not in the structure, and no artifact."""
    placed = {(leaf.page, leaf.mcid) for root in seen.roots for leaf in find_marked_content(root)}
    lost: dict[int, list[PageObject]] = {}
    for piece in seen.objects:
        if not piece.is_marked or not _is_placed(piece, placed):
            lost.setdefault(piece.page, []).append(piece)
    for page, pieces in lost.items():
        said = next((quote_start(piece.text) for piece in pieces if piece.text.strip()), "a shape")
        more = f" and {len(pieces) - 1} more" if len(pieces) > 1 else ""
        yield f"page {page}: {said}{more} is neither in the structure nor an artifact"


def _is_placed(piece: PageObject, placed: set[tuple[int, int]]) -> bool:
    if piece.mark.is_artifact:
        return piece.mark.mcid is None or (piece.page, piece.mark.mcid) not in placed
    return (piece.page, piece.mark.mcid) in placed


def _twice(seen: PdfDocument) -> Iterator[str]:
    """Yield what is read twice, and what is read but not drawn."""
    times = Counter(
        (leaf.page, leaf.mcid) for root in seen.roots for leaf in find_marked_content(root)
    )
    for (page, mcid), count in times.items():
        pieces = seen.objects_by_mark.get((page, mcid), ())
        if count > 1:
            said = quote_start("".join(piece.text for piece in pieces))
            yield f"page {page}: {said} stands in the structure {count} times"


def _empty(seen: PdfDocument) -> Iterator[str]:
    """Yield elements that hold nothing; of those within one another the outermost."""
    empty = {id(element) for element, _ in walk_structure(seen.roots) if _is_empty(element, seen)}
    for element, above in walk_structure(seen.roots):
        if id(element) in empty and not any(id(one) in empty for one in above):
            near = next(
                (quote_start(text) for one in reversed(above) if (text := seen.extract_text(one))),
                "",
            )
            yield f"page {element.page or '?'}: an empty {element.kind}" + (near and f" in {near}")


def _is_empty(element: StructElement, seen: PdfDocument) -> bool:
    if element.kind in MAY_BE_EMPTY or element.alt or element.actual_text:
        return False
    for kid in element.kids:
        if isinstance(kid, MarkedContentRef):
            if seen.objects_by_mark.get((kid.page, kid.mcid)):
                return False
        elif not isinstance(kid, StructElement) or not _is_empty(kid, seen):
            return False
    return True


def _folios(seen: PdfDocument) -> Iterator[str]:
    """Yield the pages whose number, last on the page, is read as text."""
    lowest: dict[int, PageObject] = {}
    for piece in seen.objects:
        if piece.text.strip() and piece.y < lowest.get(piece.page, piece).y + 0.1:
            lowest[piece.page] = piece
    for page, piece in lowest.items():
        text = piece.text.strip()
        if text.isdecimal() and int(text) == page and not piece.mark.is_artifact:
            yield f"page {page}: its number is tagged, so it is read aloud as text"
