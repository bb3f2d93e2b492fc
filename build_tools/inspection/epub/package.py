"""Read an EPUB as a reading app does: the package, and every document in spine order.

A document that is not well-formed is left out; `epub/structure` reports it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build_tools.inspection.html.page import HtmlPage

CONTAINER_NAME = "META-INF/container.xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF_NAMESPACES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """Describe an item of the manifest: member name, media type, properties, spine position.

    `position` counts from 0; None if the item is not in the spine.
    """

    name: str
    type: str
    properties: frozenset[str]
    position: int | None


@dataclass(frozen=True, slots=True)
class Ebook:
    """Hold a parsed EPUB; `name` is the member of the package, `documents` are in spine order."""

    name: str
    package: Any
    items: tuple[ManifestItem, ...]
    documents: tuple[HtmlPage, ...]

    @property
    def contents(self) -> list[Any]:
        """The `nav` elements of its table of contents."""
        names = [item.name for item in self.items if "nav" in item.properties]
        pages = (page for page in self.documents if page.name in names)
        navs = (nav for page in pages for nav in page.tree.iter("{*}nav"))
        return [nav for nav in navs if "toc" in nav.get(EPUB_TYPE, "").split()]


@lru_cache(maxsize=64)
def read_members(book: Path) -> dict[str, bytes]:
    """Return the content of each member of an EPUB by name, in archive order."""
    with zipfile.ZipFile(book) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@lru_cache(maxsize=64)
def read_ebook(book: Path) -> Ebook | None:
    """Return a parsed EPUB; None if its archive or its package cannot be read."""
    try:
        container = parse_member(book, CONTAINER_NAME)
        name = container.xpath("//@full-path")[0] if container is not None else ""
    except (OSError, IndexError, zipfile.BadZipFile, zlib.error):
        return None
    package = parse_member(book, name)
    if package is None:
        return None
    items = tuple(_read_manifest(package, posixpath.dirname(name)))
    spine = sorted(items, key=lambda item: (item.position is None, item.position or 0))
    names = [item.name for item in spine if item.type == XHTML_TYPE]
    trees = ((name, parse_member(book, name)) for name in names)
    documents = tuple(HtmlPage(name, tree) for name, tree in trees if tree is not None)
    return Ebook(name, package, items, documents)


def read_chapters(book: Path) -> tuple[HtmlPage, ...]:
    """Return the documents of the spine by their names in the package; empty if unreadable."""
    ebook = read_ebook(book)
    if ebook is None:
        return ()
    spine = {item.name for item in ebook.items if item.position is not None}
    folder = posixpath.dirname(ebook.name)
    return tuple(
        HtmlPage(posixpath.relpath(page.name, folder or "."), page.tree)
        for page in ebook.documents
        if page.name in spine
    )


def parse_member(book: Path, name: str) -> Any:
    """Return a member of an EPUB as a tree; None if it is missing or not well-formed XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(read_members(book).get(name, b""), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _read_manifest(package: Any, folder: str) -> Iterator[ManifestItem]:
    spine = [ref.get("idref") for ref in package.iterfind(".//opf:itemref", OPF_NAMESPACES)]
    for item in package.iterfind(".//opf:item", OPF_NAMESPACES):
        path = posixpath.join(folder, unquote(item.get("href", "")))
        yield ManifestItem(
            name=posixpath.normpath(path),
            type=item.get("media-type", ""),
            properties=frozenset(item.get("properties", "").split()),
            position=spine.index(item.get("id")) if item.get("id") in spine else None,
        )


def format_place(page: HtmlPage, element: Any) -> str:
    """Return the place of an element for a message: `EPUB/notes.xhtml:12`."""
    return f"{page.name}:{element.sourceline}"


def get_element_language(element: Any) -> str:
    """Return the `xml:lang` that applies to an element of the package; empty if there is none."""
    languages = element.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang")
    return str(languages[0]) if languages else ""
