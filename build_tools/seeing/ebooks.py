"""The documents of an e-book: takes its file, gives members, the package, the spine as trees."""

from __future__ import annotations

import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.seeing.pages import Leaf

OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


@lru_cache(maxsize=64)
def members(book: Path) -> dict[str, bytes]:
    """Return the files of an e-book by name, in the order of the archive."""
    with zipfile.ZipFile(book) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@lru_cache(maxsize=64)
def chapters(book: Path) -> tuple[Leaf, ...]:
    """Return each XHTML document of an e-book in the order of its spine."""
    from lxml import etree

    package = opf(book)
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF)}
    names = [items[ref.get("idref")] for ref in package.iterfind(".//opf:itemref", OPF)]
    return tuple(Leaf(name, etree.fromstring(members(book)[f"EPUB/{name}"])) for name in names)


def readable(book: Path) -> tuple[Leaf, ...]:
    """Return the same of any file; none where it is no e-book of the press, or is torn."""
    try:
        return chapters(book)
    except (OSError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile, zlib.error):
        return ()


def opf(book: Path) -> Any:
    """Return the package document of an e-book."""
    from lxml import etree

    return etree.fromstring(members(book)["EPUB/package.opf"])
