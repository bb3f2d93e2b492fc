"""An e-book as an app opens it: takes its file, gives the package, every document, the contents.

A part that cannot be read is left out here: that is told where the archive is looked at.
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

from build_tools.seeing.ebooks import OPF, members
from build_tools.seeing.pages import Leaf, local

CONTAINER = "META-INF/container.xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Part:
    """An item of the package: the member that it is, its type, its properties, its place.

    `place` is where the spine has it, from 0; None where it does not.
    """

    name: str
    type: str
    properties: frozenset[str]
    place: int | None


@dataclass(frozen=True, slots=True)
class Ebook:
    """A book: `name` is the member that its package is; documents are in the order of the spine."""

    name: str
    package: Any
    parts: tuple[Part, ...]
    documents: tuple[Leaf, ...]

    def having(self, property: str) -> tuple[Part, ...]:
        """Return the parts with a property: `nav`, `cover-image`."""
        return tuple(part for part in self.parts if property in part.properties)

    def document(self, name: str) -> Leaf | None:
        """Return the document that a member is, None where it is none that can be read."""
        return next((leaf for leaf in self.documents if leaf.name == name), None)

    @property
    def contents(self) -> Leaf | None:
        """The document that holds the contents."""
        names = [part.name for part in self.having("nav")]
        return self.document(names[0]) if names else None

    def element(self, address: str, page: str) -> Any:
        """Return what an address on a page leads to: an element, None where nothing is."""
        name, id = local(address, page)
        leaf = self.document(name)
        if leaf is None:
            return None
        return _by_id(leaf).get(id) if id else leaf.tree


@lru_cache(maxsize=64)
def ebook(file: Path) -> Ebook | None:
    """Return a book, None where its archive or its package cannot be read."""
    from lxml import etree

    try:
        held = members(file)
        (name, *_) = etree.fromstring(held[CONTAINER], _parser()).xpath("//@full-path")
        package = etree.fromstring(held[name], _parser())
    except (OSError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError):
        return None
    parts = tuple(_parts(package, posixpath.dirname(name)))
    ordered = sorted(parts, key=lambda part: len(parts) if part.place is None else part.place)
    texts = (part.name for part in ordered if part.type == XHTML)
    return Ebook(name, package, parts, tuple(_documents(held, texts)))


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True)


def _parts(package: Any, folder: str) -> Iterator[Part]:
    spine = [ref.get("idref") for ref in package.iterfind(".//opf:itemref", OPF)]
    for item in package.iterfind(".//opf:item", OPF):
        path = posixpath.join(folder, unquote(item.get("href", "")))
        yield Part(
            name=posixpath.normpath(path),
            type=item.get("media-type", ""),
            properties=frozenset(item.get("properties", "").split()),
            place=spine.index(item.get("id")) if item.get("id") in spine else None,
        )


def _documents(held: Mapping[str, bytes], names: Iterable[str]) -> Iterator[Leaf]:
    for name in names:
        tree = _tree(held.get(name, b""))
        if tree is not None:
            yield Leaf(name, tree)


def tree(file: Path, name: str) -> Any:
    """Return a member of a book as a tree, None where it is missing or no XML."""
    return _tree(members(file).get(name, b""))


def _tree(data: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


@lru_cache(maxsize=256)
def _by_id(leaf: Leaf) -> Mapping[str, Any]:
    return {element.get("id"): element for element in leaf.tree.iterfind(".//*[@id]")}


def semantics(element: Any) -> frozenset[str]:
    """Return what an element says that it is: its `epub:type` and its role."""
    return frozenset(f"{element.get(EPUB_TYPE, '')} {element.get('role', '')}".split())


def navigation(leaf: Leaf, kind: str) -> list[Any]:
    """Return the `nav` elements of a document that are of a kind: `toc`, `landmarks`."""
    found = leaf.tree.iter("{*}nav")
    return [nav for nav in found if kind in nav.get(EPUB_TYPE, "").split()]


def at(leaf: Leaf, element: Any) -> str:
    """Return where an element stands, as a person finds it: `EPUB/notes.xhtml:12`."""
    return f"{leaf.name}:{element.sourceline}"


def language(element: Any) -> str:
    """Return the language that an element of the package is said to be in."""
    found = element.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang")
    return str(found[0]) if found else ""
