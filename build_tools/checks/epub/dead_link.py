"""Find dead links in an EPUB.

Example: `<a href="right-2.xhtml#rihgt">Right II</a>` where right-2.xhtml has no such id.

A page that is not well-formed is skipped; `epub/structure` reports it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from build_tools.checks.definition import BuiltEdition, Check, Violation

CHECK = Check(
    code="epub/dead-link",
    severity="error",
    formats=("epub",),
    what="links to a file or an id that the EPUB lacks",
    why="strict reading apps refuse the book, others open its first page",
    fix="link by a label (`:ref:`): the build makes a valid address of it",
    standards=("EPUB 3.3, 4.2.5",),
)


@dataclass(slots=True)
class _LinkPage:
    """Hold the ids and the links of a page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each dead link."""
    with suppress(zipfile.BadZipFile, zlib.error), zipfile.ZipFile(built.path) as book:
        names = frozenset(book.namelist())
        pages = {name: _parse_link_page(book, name) for name in sorted(names) if name.endswith(".xhtml")}
        for name, page in pages.items():
            for link in page.links if page else ():
                message = _describe_dead_link(name, link, names, pages)
                if message:
                    yield Violation(built.path, f"{name}: {link} {message}")


def _parse_link_page(book: zipfile.ZipFile, name: str) -> _LinkPage | None:
    try:
        tree = ElementTree.fromstring(book.read(name))  # noqa: S314  # a book of our own making
    except (ElementTree.ParseError, LookupError):
        return None
    page = _LinkPage()
    for element in tree.iter():
        page.ids.add(element.get("id", ""))
        page.links += filter(None, (element.get("href"), element.get("src")))
    return page


def _describe_dead_link(
    name: str, link: str, names: frozenset[str], pages: Mapping[str, _LinkPage | None]
) -> str:
    """Return what is wrong with a link on a page; empty if nothing is."""
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
