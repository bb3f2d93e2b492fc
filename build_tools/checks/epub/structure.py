"""Check what would keep a reading app from opening an EPUB.

Example: a manifest with `right-3.xhtml` where the archive has no such member; `<br>` on a page.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from build_tools.checks.definition import BuiltEdition, Check, Violation

CHECK = Check(
    code="epub/structure",
    severity="error",
    formats=("epub",),
    what="the archive, its package, and whether each document is well-formed",
    why="some reading apps show an empty page, others refuse the book without a message",
    fix="build the edition again; never edit what is built by hand",
    standards=("EPUB 3.3, 3.9", "EPUB 3.3, 4.2.6", "EPUB 3.3, 4.3.3", "EPUB 3.3, 5.6.1"),
)

CONTAINER = "META-INF/container.xml"
_ROOTFILE = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_XML = {"application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"}


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each member that is missing or misplaced."""
    try:
        with zipfile.ZipFile(built.path) as book:
            messages = [*_check_mimetype(book), *_check_container(book)]
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError) as error:
        messages = [f"cannot be read: {error}"]
    return [Violation(built.path, message) for message in messages]


def _check_mimetype(book: zipfile.ZipFile) -> Iterator[str]:
    members = book.infolist()
    if not members or members[0].filename != "mimetype":
        yield "the first member is not mimetype"
    elif members[0].compress_type != zipfile.ZIP_STORED:
        yield "mimetype is compressed"
    elif book.read("mimetype") != b"application/epub+zip":
        yield "mimetype does not say application/epub+zip"


def _check_container(book: zipfile.ZipFile) -> Iterator[str]:
    names = set(book.namelist())
    if CONTAINER not in names:
        yield f"{CONTAINER} is missing"
        return
    package_names = [
        item.get("full-path", "") for item in _parse_member_xml(book, CONTAINER).iterfind(_ROOTFILE)
    ]
    if not package_names:
        yield "the container names no package"
    for package in package_names:
        if package in names:
            yield from _check_opf(book, package, names)
        else:
            yield f"the container names {package}, which is missing"


def _check_opf(book: zipfile.ZipFile, package: str, names: set[str]) -> Iterator[str]:
    tree = _parse_member_xml(book, package)
    items = {item.get("id", ""): item for item in tree.iter(f"{_OPF}item")}
    for item in items.values():
        href = item.get("href", "")
        member = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href)))
        if member not in names:
            yield f"the package names {href}, which is missing"
        elif item.get("media-type") in _XML:
            yield from _check_well_formedness(book, member)
    for itemref in tree.iter(f"{_OPF}itemref"):
        if itemref.get("idref", "") not in items:
            yield f"the spine names {itemref.get('idref')}, which the package does not have"


def _check_well_formedness(book: zipfile.ZipFile, member: str) -> Iterator[str]:
    try:
        _parse_member_xml(book, member)
    except (ElementTree.ParseError, LookupError) as error:  # an encoding that nobody knows
        yield f"{member} is not well-formed XML: {error}"


def _parse_member_xml(book: zipfile.ZipFile, member: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(member))  # noqa: S314  # a book of our own making
