"""Read the members, the package document and the spine documents of an EPUB."""

from __future__ import annotations

import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.html.page import HtmlPage

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
