"""Read an EPUB as a reading app does: the package, every document, the navigation.

A member that cannot be parsed is left out; `epub/structure` reports it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build_tools.inspection.html.page import HtmlPage, resolve_link

OPF_NAMESPACES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


@lru_cache(maxsize=64)
def read_members(book: Path) -> dict[str, bytes]:
    """Return the content of each member of an EPUB by name, in archive order."""
    with zipfile.ZipFile(book) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@lru_cache(maxsize=64)
def read_chapters(book: Path) -> tuple[HtmlPage, ...]:
    """Return each XHTML document of an EPUB of this project, in spine order."""
    from lxml import etree

    package = read_opf(book)
    items = {
        item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF_NAMESPACES)
    }
    names = [items[ref.get("idref")] for ref in package.iterfind(".//opf:itemref", OPF_NAMESPACES)]
    return tuple(
        HtmlPage(name, etree.fromstring(read_members(book)[f"EPUB/{name}"])) for name in names
    )


def read_chapters_safely(book: Path) -> tuple[HtmlPage, ...]:
    """Return the spine documents of any file; empty if it is no readable EPUB of this project."""
    try:
        return read_chapters(book)
    except (OSError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile, zlib.error):
        return ()


def read_opf(book: Path) -> Any:
    """Return the package document of an EPUB."""
    from lxml import etree

    return etree.fromstring(read_members(book)["EPUB/package.opf"])


CONTAINER_NAME = "META-INF/container.xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
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

    def find_items(self, property: str) -> tuple[ManifestItem, ...]:
        """Return the manifest items with a property: `nav`, `cover-image`."""
        return tuple(part for part in self.items if property in part.properties)

    def find_document(self, name: str) -> HtmlPage | None:
        """Return the document of a member name; None if it is missing or cannot be parsed."""
        return next((leaf for leaf in self.documents if leaf.name == name), None)

    @property
    def navigation_document(self) -> HtmlPage | None:
        """The navigation document."""
        names = [part.name for part in self.find_items("nav")]
        return self.find_document(names[0]) if names else None

    def resolve_link(self, address: str, page: str) -> Any:
        """Return the element that a link on a page points to; None if there is none."""
        name, id = resolve_link(address, page)
        document = self.find_document(name)
        if document is None:
            return None
        return _index_ids(document).get(id) if id else document.tree


@lru_cache(maxsize=64)
def read_ebook(file: Path) -> Ebook | None:
    """Return a parsed EPUB; None if its archive or its package cannot be read."""
    from lxml import etree

    try:
        contents = read_members(file)
        (name, *_) = etree.fromstring(contents[CONTAINER_NAME], _make_xml_parser()).xpath(
            "//@full-path"
        )
        package = etree.fromstring(contents[name], _make_xml_parser())
    except (OSError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError):
        return None
    items = tuple(_read_manifest(package, posixpath.dirname(name)))
    sorted_items = sorted(
        items, key=lambda part: len(items) if part.position is None else part.position
    )
    document_names = (part.name for part in sorted_items if part.type == XHTML_TYPE)
    return Ebook(name, package, items, tuple(_parse_documents(contents, document_names)))


def _make_xml_parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True)


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


def _parse_documents(contents: Mapping[str, bytes], names: Iterable[str]) -> Iterator[HtmlPage]:
    for name in names:
        tree = _parse_xml(contents.get(name, b""))
        if tree is not None:
            yield HtmlPage(name, tree)


def parse_member(file: Path, name: str) -> Any:
    """Return a member of an EPUB as a tree; None if it is missing or not well-formed XML."""
    return _parse_xml(read_members(file).get(name, b""))


def _parse_xml(data: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data, _make_xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


@lru_cache(maxsize=256)
def _index_ids(page: HtmlPage) -> Mapping[str, Any]:
    return {element.get("id"): element for element in page.tree.iterfind(".//*[@id]")}


def get_semantics(element: Any) -> frozenset[str]:
    """Return the values of `epub:type` and `role` of an element."""
    return frozenset(f"{element.get(EPUB_TYPE, '')} {element.get('role', '')}".split())


def find_navs(page: HtmlPage, kind: str) -> list[Any]:
    """Return the `nav` elements of a document that have this type: `toc`, `landmarks`."""
    navs = page.tree.iter("{*}nav")
    return [nav for nav in navs if kind in nav.get(EPUB_TYPE, "").split()]


def format_place(page: HtmlPage, element: Any) -> str:
    """Return the place of an element for a message: `EPUB/notes.xhtml:12`."""
    return f"{page.name}:{element.sourceline}"


def get_element_language(element: Any) -> str:
    """Return the `xml:lang` that applies to an element of the package; empty if there is none."""
    languages = element.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang")
    return str(languages[0]) if languages else ""
