"""Check that notes and note references of a PDF link to each other.

Each note has an id of its own, is on the page of its reference, and is the target of a link
whose text is the mark of the note; a link in the note leads back to that page. A raised number
that is the mark of a note on its page must be such a link.

Example: a note whose number is drawn, but is no link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.content import PageObject
from build_tools.inspection.pdf.destinations import LinkAnnotation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import (
    ObjectRef,
    StructElement,
    find_object_refs,
    walk_structure,
)
from build_tools.inspection.text.tokenize import INVISIBLE, quote_start

# A call is set smaller than the words before it by this part, and higher by so many points.
MAX_REFERENCE_SIZE, MIN_RISE = 0.85, 1.5
BLOCK_KINDS = ("P", "Note", "FENote", "NonStruct", "LBody", "TD", "TH")
REFERENCE_KINDS = ("Reference", "Link", "Annot")


@dataclass(frozen=True, slots=True)
class _Note:
    element: StructElement
    mark: str
    text: str
    page: int
    top: float
    foot: float


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each note and each note reference that is wrong."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    notes = [
        _read_pdf_note(document, one)
        for one, _ in walk_structure(document.roots)
        if one.kind in ("Note", "FENote")
    ]
    footnote_ids = {
        id(kid) for one, _ in walk_structure(document.roots) for kid in _find_footnotes(one)
    }
    messages = (
        *_check_note_ids(notes),
        *_check_note_references(document, notes, footnote_ids),
        *_check_raised_numbers(document),
    )
    return [Violation(built.path, message) for message in messages]


def _read_pdf_note(document: PdfDocument, element: StructElement) -> _Note:
    objects = [piece for piece in document.find_objects(element) if piece.text.strip()]
    page = objects[0].page if objects else element.page
    heights = [piece.y for piece in objects if piece.page == page] or [0.0]
    mark = _strip_mark(objects[0].text) if objects else ""
    top = max(heights) + (objects[0].size if objects else 0) * 2
    return _Note(
        element, mark, quote_start(document.extract_text(element)), page, top, min(heights)
    )


def _find_footnotes(element: StructElement) -> Iterator[StructElement]:
    """Yield the notes directly after their reference: those at the foot of its page."""
    for previous, kid in pairwise(element.kids):
        is_reference = isinstance(previous, StructElement) and previous.kind in REFERENCE_KINDS
        if is_reference and isinstance(kid, StructElement):
            yield kid


def _strip_mark(text: str) -> str:
    return INVISIBLE.sub("", text).strip(" \u00a0[]().")


def _check_note_ids(notes: Iterable[_Note]) -> Iterator[str]:
    counts = Counter(note.element.id for note in notes)
    for note in notes:
        if not note.element.id:
            yield f"page {note.page}: the note {note.text} has no id"
        elif counts[note.element.id] > 1:
            yield f"page {note.page}: the note {note.text} has the id of another"


def _check_note_references(
    document: PdfDocument, notes: Iterable[_Note], footnote_ids: set[int]
) -> Iterator[str]:
    inner_ids = {id(one) for note in notes for one, _ in walk_structure((note.element,))}
    links = {link.object_id: link for link in document.links}
    references = [
        one
        for one, _ in walk_structure(document.roots)
        if one.kind in REFERENCE_KINDS and id(one) not in inner_ids
    ]
    for note in notes:
        note_references = [
            (element, link)
            for element in references
            for link in _find_own_links(element, links)
            if _is_link_to_note(link, note)
            and _strip_mark(document.extract_text(element)) == note.mark
        ]
        yield from _check_note(
            note, note_references, links, is_footnote=id(note.element) in footnote_ids
        )


def _check_note(
    note: _Note,
    note_references: list[tuple[StructElement, LinkAnnotation]],
    links: Mapping[tuple[int, int], LinkAnnotation],
    *,
    is_footnote: bool,
) -> Iterator[str]:
    label = f"page {note.page}: the note {note.text}"
    if not note_references:
        yield f"{label} is led to by no call"
        return
    pages = [link.page for _, link in note_references]
    if is_footnote and note.page not in pages:
        yield f"{label} is called on page {pages[0]}"
    backlinks = [
        links[held.object_id] for held in find_object_refs(note.element) if held.object_id in links
    ]
    if not any(link.destination and link.destination.page in pages for link in backlinks):
        yield f"{label} does not lead back to its call"


def _find_own_links(
    element: StructElement, links: Mapping[tuple[int, int], LinkAnnotation]
) -> Iterator[LinkAnnotation]:
    for kid in element.kids:
        if isinstance(kid, ObjectRef) and kid.object_id in links:
            yield links[kid.object_id]


def _is_link_to_note(link: LinkAnnotation, note: _Note) -> bool:
    """Return whether a link opens the page at the height of a note."""
    if not link.destination or link.destination.page != note.page:
        return False
    return link.destination.top is None or note.foot <= link.destination.top <= note.top


def _check_raised_numbers(document: PdfDocument) -> Iterator[str]:
    """Yield raised numbers that are the mark of a note on their page, and that are no link."""
    blocks = [
        list(document.find_objects(one))
        for one, _ in walk_structure(document.roots)
        if one.kind in BLOCK_KINDS
    ]
    marks = {(block[0].page, _strip_mark(block[0].text)) for block in blocks if block}
    references = (one for one, _ in walk_structure(document.roots) if one.kind in REFERENCE_KINDS)
    known_ids = {id(piece) for one in references for piece in document.find_objects(one)}
    for previous, item in (pair for block in blocks for pair in pairwise(block)):
        mark = _strip_mark(item.text)
        if (
            id(item) in known_ids
            or not _is_raised_number(item, previous)
            or (item.page, mark) not in marks
        ):
            continue
        known_ids.add(id(item))
        words = quote_start(previous.text[-30:])
        yield f"page {item.page}: the call {mark} after {words} is no link"


def _is_raised_number(item: PageObject, previous: PageObject) -> bool:
    is_small = item.size < MAX_REFERENCE_SIZE * previous.size and item.page == previous.page
    return is_small and MIN_RISE < item.y - previous.y < previous.size
