"""Takes an e-book, gives the links in it that lead nowhere.

What: a relative `href` or `src` of a page whose file the book lacks, or whose `#id` its page lacks.
Example: `<a href="right-2.xhtml#rihgt">Right II</a>` where right-2.xhtml has no such id.

A page that is no XML is not looked at here: `epub/structure` tells it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from build_tools.checks.row import Built, Fault


@dataclass(slots=True)
class _Page:
    """The ids and the links of a page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each dead link of the book's pages."""
    with suppress(zipfile.BadZipFile, zlib.error), zipfile.ZipFile(built.whole) as book:
        names = frozenset(book.namelist())
        pages = {name: _page(book, name) for name in sorted(names) if name.endswith(".xhtml")}
        for name, page in pages.items():
            for link in page.links if page else ():
                message = _fault(name, link, names, pages)
                if message:
                    yield Fault(built.whole, f"{name}: {link} {message}")


def _page(book: zipfile.ZipFile, name: str) -> _Page | None:
    try:
        tree = ElementTree.fromstring(book.read(name))  # noqa: S314  # a book of our own making
    except (ElementTree.ParseError, LookupError):
        return None
    page = _Page()
    for element in tree.iter():
        page.ids.update(_given(element, "id"))
        page.links += (*_given(element, "href"), *_given(element, "src"))
    return page


def _given(element: ElementTree.Element, name: str) -> Iterator[str]:
    value = element.get(name)
    if value:
        yield value


def _fault(name: str, link: str, names: frozenset[str], pages: Mapping[str, _Page | None]) -> str:
    """Return what is wrong with a link on a page, empty where nothing is."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return ""
    path = posixpath.join(posixpath.dirname(name), unquote(parts.path))
    target = posixpath.normpath(path) if parts.path else name
    if target not in names:
        return "leads to no file"
    page = pages.get(target)
    if not parts.fragment or page is None or unquote(parts.fragment) in page.ids:
        return ""
    return f"leads to a place that {target} does not have"
