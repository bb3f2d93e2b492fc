"""Check the cover of an EPUB and its text alternative.

The package has one `cover-image`; the first document of the spine shows it, with an alternative
that contains the title of the publication; an SVG cover has a title of its own.

Example: `<img src="cover.svg" alt=""/>`, which screen readers skip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.epub.package import (
    OPF_NAMESPACES,
    Ebook,
    ManifestItem,
    format_place,
    parse_member,
    read_ebook,
)
from build_tools.inspection.html.page import HtmlPage, get_element_text, resolve_link
from build_tools.inspection.text.tokenize import extract_words

SVG = "image/svg+xml"


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each thing that the cover lacks."""
    book = read_ebook(built.path)
    if book is not None:
        yield from (
            Violation(built.path, message) for message in _check_cover_image(book, built.path)
        )


def _check_cover_image(book: Ebook, file: Path) -> Iterator[str]:
    covers = book.find_items("cover-image")
    if len(covers) != 1:
        yield f"{book.name}: has {len(covers)} pictures that are its cover-image, not one"
    for cover in covers[:1]:
        yield from _check_cover_page(book, cover)
        if cover.type == SVG and not _has_svg_title(file, cover):
            yield f"{cover.name}: the drawing has no title"


def _check_cover_page(book: Ebook, cover: ManifestItem) -> Iterator[str]:
    first = next((part.name for part in book.items if part.position == 0), "")
    page = book.find_document(first)
    images = list(_find_cover_images(page, cover)) if page is not None else []
    if page is None or not images:
        yield f"{first or book.name}: the spine does not begin with {cover.name}"
        return
    for image in images:
        alternative = image.get("alt", "")
        if not alternative.strip():
            yield f"{format_place(page, image)}: the cover has no text alternative"
        elif not _has_title(alternative, book):
            place = format_place(page, image)
            yield f"{place}: “{alternative}” does not name the title of the book"


def _find_cover_images(page: HtmlPage, cover: ManifestItem) -> Iterator[Any]:
    for image in page.tree.iter("{*}img"):
        if resolve_link(image.get("src", ""), page.name)[0] == cover.name:
            yield image


def _has_title(alternative: str, book: Ebook) -> bool:
    titles = [
        " ".join(extract_words(get_element_text(title)))
        for title in book.package.iterfind(".//dc:title", OPF_NAMESPACES)
    ]
    return any(title in " ".join(extract_words(alternative)) for title in titles)


def _has_svg_title(file: Path, cover: ManifestItem) -> bool:
    drawing = parse_member(file, cover.name)
    if drawing is None:
        return True  # `epub/structure` tells it
    titles = drawing.iterfind("{http://www.w3.org/2000/svg}title")
    return any(get_element_text(title) for title in titles)
