"""Takes a book, gives the links that lead nowhere, astray, or that nobody hears of.

What: a link leads to a page of the book or to an address; it has a name, and stands in the
structure as a link; the number of a page within it is that of the page that it opens.
Example: “Right X, 35”, which opens page 37.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import Book, book
from build_tools.seeing.pdf_content import Piece
from build_tools.seeing.pdf_places import Link
from build_tools.seeing.pdf_tree import Element, Held, held_by, walk
from build_tools.seeing.words import UNSEEN, glimpse

ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
LINK = ("Link", "Annot")
# A number of a page is set this much smaller than the words that it follows, on their line.
SMALLER, OFF_LINE = 0.95, 0.5


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each link that is not as it should be."""
    seen = book(built.whole)
    if seen is None:
        return ()
    held = {
        kid.object: element
        for element, _ in walk(seen.roots)
        for kid in element.kids
        if isinstance(kid, Held)
    }
    found = [message for link in seen.links for message in _messages(link, held)]
    return [Fault(built.whole, message) for message in (*found, *_astray(seen))]


def _messages(link: Link, held: Mapping[tuple[int, int], Element]) -> Iterator[str]:
    here = f"page {link.page}: {glimpse(link.contents) if link.contents.strip() else 'a link'}"
    if link.goal is None and not link.address:
        yield f"{here} leads nowhere"
    elif link.goal is not None and not link.goal.page:
        yield f"{here} leads to {link.goal.name or 'a page'}, which the book does not have"
    elif link.goal is None and not ADDRESS.fullmatch(link.address):
        yield f"{here} leads to {link.address}, which is no address"
    if not link.contents.strip():
        yield f"{here} to {link.address or (link.goal and link.goal.name) or '?'} has no name"
    holder = held.get(link.object)
    if holder is None or holder.kind not in LINK:
        yield f"{here} is no link in the structure"


def _astray(seen: Book) -> Iterator[str]:
    """Yield links that name another page than they open."""
    links = {link.object: link for link in seen.links}
    before: Link | None = None
    for element, _ in walk(seen.roots):
        inner = [links[held.object] for held in held_by(element) if held.object in links]
        if element.kind != "Link" or not inner:
            continue
        named = _page_named(seen, element, inner[0], before)
        if inner[0].goal and named and not _is_called(seen, inner[0].goal.page, named):
            yield (
                f"page {inner[0].page}: {glimpse(seen.text(element))} names page {named}"
                f" and opens {inner[0].goal.page}"
            )
        before = inner[-1]


def _page_named(seen: Book, element: Element, link: Link, before: Link | None) -> str:
    """Return the number of a page that a link tells: small, after its words or after its like."""
    pieces = [piece for piece in seen.pieces(element) if piece.text.strip()]
    last = UNSEEN.sub("", pieces[-1].text).strip() if pieces else ""
    if not last.isdecimal() or not link.goal:
        return ""
    if len(pieces) == 1:
        return last if before and before.goal == link.goal and before.page == link.page else ""
    return last if _is_smaller(pieces) else ""


def _is_smaller(pieces: Sequence[Piece]) -> bool:
    words, number = pieces[-2:]
    is_in_line = words.page == number.page and abs(words.y - number.y) < OFF_LINE
    return number.size < SMALLER * words.size and is_in_line


def _is_called(seen: Book, page: int, named: str) -> bool:
    label = seen.labels[page - 1] if page <= len(seen.labels) else str(page)
    return label.isdecimal() and int(label) == int(named)
