"""Takes a book, gives the links that lead nowhere, astray, or that nobody hears of.

What: a link leads to a page of the book or to an address; it has a name, and stands in the
structure as a link; the number of a page within it is that of the page that it opens.
Example: “Right X, 35”, which opens page 37.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_content import PageObject
from build_tools.seeing.pdf_places import LinkAnnotation
from build_tools.seeing.pdf_tree import ObjectRef, StructElement, find_object_refs, walk_structure
from build_tools.seeing.words import INVISIBLE, quote_start

ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
LINK = ("Link", "Annot")
# A number of a page is set this much smaller than the words that it follows, on their line.
SMALLER, OFF_LINE = 0.95, 0.5


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each link that is not as it should be."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    held = {
        kid.object_id: element
        for element, _ in walk_structure(seen.roots)
        for kid in element.kids
        if isinstance(kid, ObjectRef)
    }
    found = [message for link in seen.links for message in _messages(link, held)]
    return [Fault(built.whole, message) for message in (*found, *_astray(seen))]


def _messages(link: LinkAnnotation, held: Mapping[tuple[int, int], StructElement]) -> Iterator[str]:
    here = f"page {link.page}: {quote_start(link.contents) if link.contents.strip() else 'a link'}"
    if link.destination is None and not link.uri:
        yield f"{here} leads nowhere"
    elif link.destination is not None and not link.destination.page:
        yield f"{here} leads to {link.destination.name or 'a page'}, which the book does not have"
    elif link.destination is None and not ADDRESS.fullmatch(link.uri):
        yield f"{here} leads to {link.uri}, which is no address"
    if not link.contents.strip():
        yield f"{here} to {link.uri or (link.destination and link.destination.name) or '?'} has no name"
    holder = held.get(link.object_id)
    if holder is None or holder.kind not in LINK:
        yield f"{here} is no link in the structure"


def _astray(seen: PdfDocument) -> Iterator[str]:
    """Yield links that name another page than they open."""
    links = {link.object_id: link for link in seen.links}
    before: LinkAnnotation | None = None
    for element, _ in walk_structure(seen.roots):
        inner = [
            links[held.object_id] for held in find_object_refs(element) if held.object_id in links
        ]
        if element.kind != "Link" or not inner:
            continue
        named = _page_named(seen, element, inner[0], before)
        if (
            inner[0].destination
            and named
            and not _is_called(seen, inner[0].destination.page, named)
        ):
            yield (
                f"page {inner[0].page}: {quote_start(seen.extract_text(element))} names page {named}"
                f" and opens {inner[0].destination.page}"
            )
        before = inner[-1]


def _page_named(
    seen: PdfDocument, element: StructElement, link: LinkAnnotation, before: LinkAnnotation | None
) -> str:
    """Return the number of a page that a link tells: small, after its words or after its like."""
    pieces = [piece for piece in seen.find_objects(element) if piece.text.strip()]
    last = INVISIBLE.sub("", pieces[-1].text).strip() if pieces else ""
    if not last.isdecimal() or not link.destination:
        return ""
    if len(pieces) == 1:
        return (
            last
            if before and before.destination == link.destination and before.page == link.page
            else ""
        )
    return last if _is_smaller(pieces) else ""


def _is_smaller(pieces: Sequence[PageObject]) -> bool:
    words, number = pieces[-2:]
    is_in_line = words.page == number.page and abs(words.y - number.y) < OFF_LINE
    return number.size < SMALLER * words.size and is_in_line


def _is_called(seen: PdfDocument, page: int, named: str) -> bool:
    label = seen.labels[page - 1] if page <= len(seen.labels) else str(page)
    return label.isdecimal() and int(label) == int(named)
