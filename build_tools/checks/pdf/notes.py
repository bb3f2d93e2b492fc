"""Takes a book, gives the notes and calls that do not lead to one another.

What: each note has an id of its own, stands on the page of its call, and is led to by a link
whose words are the mark that the note begins with; a link in the note leads back to that page.
A raised number that a note on its page begins with is such a link.
Example: a note whose number is drawn, but leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_content import PageObject
from build_tools.seeing.pdf_places import LinkAnnotation
from build_tools.seeing.pdf_tree import ObjectRef, StructElement, find_object_refs, walk_structure
from build_tools.seeing.words import INVISIBLE, quote_start

# A call is set smaller than the words before it by this part, and higher by so many points.
SMALLER, HIGHER = 0.85, 1.5
BLOCKS = ("P", "Note", "FENote", "NonStruct", "LBody", "TD", "TH")
CALLS = ("Reference", "Link", "Annot")


@dataclass(frozen=True, slots=True)
class _Note:
    element: StructElement
    mark: str
    text: str
    page: int
    top: float
    foot: float


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each note and each call that is not as it should be."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    notes = [
        _note(seen, one) for one, _ in walk_structure(seen.roots) if one.kind in ("Note", "FENote")
    ]
    at_calls = {id(kid) for one, _ in walk_structure(seen.roots) for kid in _behind_calls(one)}
    found = (*_named(notes), *_linked(seen, notes, at_calls), *_silent(seen))
    return [Fault(built.whole, message) for message in found]


def _note(seen: PdfDocument, element: StructElement) -> _Note:
    pieces = [piece for piece in seen.find_objects(element) if piece.text.strip()]
    page = pieces[0].page if pieces else element.page
    heights = [piece.y for piece in pieces if piece.page == page] or [0.0]
    mark = _plain(pieces[0].text) if pieces else ""
    top = max(heights) + (pieces[0].size if pieces else 0) * 2
    return _Note(element, mark, quote_start(seen.extract_text(element)), page, top, min(heights))


def _behind_calls(element: StructElement) -> Iterator[StructElement]:
    """Yield the notes right behind their call: those at the foot of its page."""
    for before, kid in pairwise(element.kids):
        is_call = isinstance(before, StructElement) and before.kind in CALLS
        if is_call and isinstance(kid, StructElement):
            yield kid


def _plain(text: str) -> str:
    return INVISIBLE.sub("", text).strip(" \u00a0[]().")


def _named(notes: Iterable[_Note]) -> Iterator[str]:
    times = Counter(note.element.id for note in notes)
    for note in notes:
        if not note.element.id:
            yield f"page {note.page}: the note {note.text} has no id"
        elif times[note.element.id] > 1:
            yield f"page {note.page}: the note {note.text} has the id of another"


def _linked(seen: PdfDocument, notes: Iterable[_Note], at_calls: set[int]) -> Iterator[str]:
    within = {id(one) for note in notes for one, _ in walk_structure((note.element,))}
    links = {link.object_id: link for link in seen.links}
    outside = [
        one for one, _ in walk_structure(seen.roots) if one.kind in CALLS and id(one) not in within
    ]
    for note in notes:
        calls = [
            (element, link)
            for element in outside
            for link in _own(element, links)
            if _leads_to(link, note) and _plain(seen.extract_text(element)) == note.mark
        ]
        yield from _wrong(note, calls, links, is_at_call=id(note.element) in at_calls)


def _wrong(
    note: _Note,
    calls: list[tuple[StructElement, LinkAnnotation]],
    links: Mapping[tuple[int, int], LinkAnnotation],
    *,
    is_at_call: bool,
) -> Iterator[str]:
    here = f"page {note.page}: the note {note.text}"
    if not calls:
        yield f"{here} is led to by no call"
        return
    pages = [link.page for _, link in calls]
    if is_at_call and note.page not in pages:
        yield f"{here} is called on page {pages[0]}"
    back = [
        links[held.object_id] for held in find_object_refs(note.element) if held.object_id in links
    ]
    if not any(link.destination and link.destination.page in pages for link in back):
        yield f"{here} does not lead back to its call"


def _own(
    element: StructElement, links: Mapping[tuple[int, int], LinkAnnotation]
) -> Iterator[LinkAnnotation]:
    for kid in element.kids:
        if isinstance(kid, ObjectRef) and kid.object_id in links:
            yield links[kid.object_id]


def _leads_to(link: LinkAnnotation, note: _Note) -> bool:
    """Say whether a link opens the page at the height of a note."""
    if not link.destination or link.destination.page != note.page:
        return False
    return link.destination.top is None or note.foot <= link.destination.top <= note.top


def _silent(seen: PdfDocument) -> Iterator[str]:
    """Yield raised numbers that a block on their page begins with, and that are no link."""
    blocks = [
        list(seen.find_objects(one)) for one, _ in walk_structure(seen.roots) if one.kind in BLOCKS
    ]
    marks = {(block[0].page, _plain(block[0].text)) for block in blocks if block}
    calls = (one for one, _ in walk_structure(seen.roots) if one.kind in CALLS)
    told = {id(piece) for one in calls for piece in seen.find_objects(one)}
    for before, piece in (pair for block in blocks for pair in pairwise(block)):
        mark = _plain(piece.text)
        if id(piece) in told or not _is_raised(piece, before) or (piece.page, mark) not in marks:
            continue
        told.add(id(piece))
        yield f"page {piece.page}: the call {mark} after {quote_start(before.text[-30:])} is no link"


def _is_raised(piece: PageObject, before: PageObject) -> bool:
    is_small = piece.size < SMALLER * before.size and piece.page == before.page
    return is_small and HIGHER < piece.y - before.y < before.size
