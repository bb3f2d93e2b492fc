"""Check the navigation document of an EPUB: table of contents and landmarks.

There is one of each; the landmarks cover, toc and bodymatter are there once and have text; the
contents list every document of the spine, in its order.

Example: `<nav epub:type="landmarks">` without `<a epub:type="bodymatter" …>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.epub.package import (
    EPUB_TYPE,
    Ebook,
    find_navs,
    format_place,
    read_ebook,
)
from build_tools.inspection.html.page import HtmlPage, get_element_text, resolve_link

REQUIRED_LANDMARKS = ("cover", "toc", "bodymatter")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each entry that is missing or wrong."""
    book = read_ebook(built.path)
    if book is not None:
        yield from (Violation(built.path, message) for message in _check_navigation(book))


def _check_navigation(book: Ebook) -> Iterator[str]:
    page = book.navigation_document
    if page is None:
        yield f"{book.name}: names no document of contents that can be read"
        return
    for kind, check_nav in (("toc", _check_contents), ("landmarks", _check_landmark_list)):
        navs = find_navs(page, kind)
        if len(navs) != 1:
            yield f"{page.name}: has {len(navs)} nav of the type {kind}, not one"
        for nav in navs[:1]:
            yield from check_nav(book, page, nav)


def _check_landmark_list(book: Ebook, page: HtmlPage, nav: Any) -> Iterator[str]:
    links = list(nav.iter("{*}a"))
    kinds = [link.get(EPUB_TYPE, "") for link in links]
    for kind in REQUIRED_LANDMARKS:
        if kind not in kinds:
            yield f"{format_place(page, nav)}: has no landmark {kind}"
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        name = kind or "without a type"
        yield f"{format_place(page, nav)}: has the landmark {name} more than once"
    yield from _check_nav_links(book, page, links)


def _check_contents(book: Ebook, page: HtmlPage, nav: Any) -> Iterator[str]:
    links = list(nav.iter("{*}a"))
    yield from _check_nav_links(book, page, links)
    targets = list(
        dict.fromkeys(resolve_link(link.get("href", ""), page.name)[0] for link in links)
    )
    spine_positions = {part.name: part.position for part in book.items if part.position is not None}
    exceptions = {
        page.name,
        next((name for name, place in spine_positions.items() if place == 0), ""),
    }
    for name in sorted(set(spine_positions) - exceptions - set(targets)):
        yield f"{format_place(page, nav)}: {name} is in the spine, and not in the contents"
    positions = [spine_positions[name] for name in targets if name in spine_positions]
    if positions != sorted(positions):
        yield f"{format_place(page, nav)}: the contents have another order than the spine"


def _check_nav_links(book: Ebook, page: HtmlPage, links: Iterable[Any]) -> Iterator[str]:
    spine = {part.name for part in book.items if part.position is not None}
    for link in links:
        address = link.get("href", "")
        if not get_element_text(link):
            yield f"{format_place(page, link)}: the link to {address} has no words"
        name, _ = resolve_link(address, page.name)
        if name not in spine or book.resolve_link(address, page.name) is None:
            words = get_element_text(link)
            place = format_place(page, link)
            yield f"{place}: “{words}” leads to no place of the spine ({address})"
