"""Takes an e-book, gives what a reader who does not see its cover would not be told.

What: the package has one picture for the shelf (`cover-image`); the first document of the spine
shows it, with an alternative that holds the title of the book; a drawing has a title of its own.
Example: `<img src="cover.svg" alt=""/>`, which a voice passes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import (
    OPF_NAMESPACES,
    HtmlPage,
    extract_words,
    get_element_text,
    resolve_link,
)
from build_tools.seeing.ebook_parts import (
    Ebook,
    ManifestItem,
    format_element_place,
    parse_member,
    read_ebook,
)

SVG = "image/svg+xml"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each thing that the cover lacks."""
    book = read_ebook(built.whole)
    if book is not None:
        yield from (Fault(built.whole, message) for message in _messages(book, built.whole))


def _messages(book: Ebook, file: Path) -> Iterator[str]:
    covers = book.find_items("cover-image")
    if len(covers) != 1:
        yield f"{book.name}: has {len(covers)} pictures that are its cover-image, not one"
    for cover in covers[:1]:
        yield from _shown(book, cover)
        if cover.type == SVG and not _is_named(file, cover):
            yield f"{cover.name}: the drawing has no title"


def _shown(book: Ebook, cover: ManifestItem) -> Iterator[str]:
    first = next((part.name for part in book.items if part.position == 0), "")
    leaf = book.find_document(first)
    pictures = list(_pictures(leaf, cover)) if leaf is not None else []
    if leaf is None or not pictures:
        yield f"{first or book.name}: the spine does not begin with {cover.name}"
        return
    for picture in pictures:
        alternative = picture.get("alt", "")
        if not alternative.strip():
            yield f"{format_element_place(leaf, picture)}: the cover has no text alternative"
        elif not _holds(alternative, book):
            yield f"{format_element_place(leaf, picture)}: “{alternative}” does not name the title of the book"


def _pictures(leaf: HtmlPage, cover: ManifestItem) -> Iterator[Any]:
    for picture in leaf.tree.iter("{*}img"):
        if resolve_link(picture.get("src", ""), leaf.name)[0] == cover.name:
            yield picture


def _holds(alternative: str, book: Ebook) -> bool:
    titles = [
        " ".join(extract_words(get_element_text(title)))
        for title in book.package.iterfind(".//dc:title", OPF_NAMESPACES)
    ]
    return any(title in " ".join(extract_words(alternative)) for title in titles)


def _is_named(file: Path, cover: ManifestItem) -> bool:
    drawing = parse_member(file, cover.name)
    if drawing is None:
        return True  # `epub/structure` tells it
    titles = drawing.iterfind("{http://www.w3.org/2000/svg}title")
    return any(get_element_text(title) for title in titles)
