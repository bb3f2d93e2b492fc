"""Takes an e-book, gives the ways into it that are missing or lead astray.

What: one contents and one list of landmarks; cover, contents and the start of the text among
these, each once and by a name; the contents have every document of the spine, in its order.
Example: `<nav epub:type="landmarks">` without `<a epub:type="bodymatter" …>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import HtmlPage, get_element_text, resolve_link
from build_tools.seeing.ebook_parts import (
    EPUB_TYPE,
    Ebook,
    find_navs,
    format_element_place,
    read_ebook,
)

WANTED = ("cover", "toc", "bodymatter")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each way that is missing or leads astray."""
    book = read_ebook(built.whole)
    if book is not None:
        yield from (Fault(built.whole, message) for message in _messages(book))


def _messages(book: Ebook) -> Iterator[str]:
    leaf = book.navigation_document
    if leaf is None:
        yield f"{book.name}: names no document of contents that can be read"
        return
    for kind, look in (("toc", _contents), ("landmarks", _landmarks)):
        found = find_navs(leaf, kind)
        if len(found) != 1:
            yield f"{leaf.name}: has {len(found)} nav of the type {kind}, not one"
        for nav in found[:1]:
            yield from look(book, leaf, nav)


def _landmarks(book: Ebook, leaf: HtmlPage, nav: Any) -> Iterator[str]:
    links = list(nav.iter("{*}a"))
    kinds = [link.get(EPUB_TYPE, "") for link in links]
    for kind in WANTED:
        if kind not in kinds:
            yield f"{format_element_place(leaf, nav)}: has no landmark {kind}"
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        yield f"{format_element_place(leaf, nav)}: has the landmark {kind or 'without a type'} more than once"
    yield from _links(book, leaf, links)


def _contents(book: Ebook, leaf: HtmlPage, nav: Any) -> Iterator[str]:
    links = list(nav.iter("{*}a"))
    yield from _links(book, leaf, links)
    led = list(dict.fromkeys(resolve_link(link.get("href", ""), leaf.name)[0] for link in links))
    places = {part.name: part.position for part in book.items if part.position is not None}
    apart = {leaf.name, next((name for name, place in places.items() if place == 0), "")}
    for name in sorted(set(places) - apart - set(led)):
        yield f"{format_element_place(leaf, nav)}: {name} is in the spine, and not in the contents"
    known = [places[name] for name in led if name in places]
    if known != sorted(known):
        yield f"{format_element_place(leaf, nav)}: the contents have another order than the spine"


def _links(book: Ebook, leaf: HtmlPage, links: Iterable[Any]) -> Iterator[str]:
    spine = {part.name for part in book.items if part.position is not None}
    for link in links:
        address = link.get("href", "")
        if not get_element_text(link):
            yield f"{format_element_place(leaf, link)}: the link to {address} has no words"
        name, _ = resolve_link(address, leaf.name)
        if name not in spine or book.resolve_link(address, leaf.name) is None:
            yield f"{format_element_place(leaf, link)}: “{get_element_text(link)}” leads to no place of the spine ({address})"
