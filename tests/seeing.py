"""Takes a finished edition, gives what a reader sees of it: texts, words, links, ids."""

from __future__ import annotations

import posixpath
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
from lxml import etree, html

from tests.making import Made

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What stands within a line; the words before and after any other element are apart.
_INLINE = (
    "a abbr b bdi cite code dfn em i kbd mark math mi mn mo mrow msub msup q s samp small span "
    "strong sub sup u var wbr"
)
INLINE = frozenset(_INLINE.split())
APART = frozenset({"nav", "header", "footer"})
# Joiners, soft hyphens, marks of direction, the stretcher of Arabic: no reader sees them.
UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of an edition as a tree of elements, and its name among the others."""

    name: str
    tree: Any

    @property
    def ids(self) -> list[str]:
        """Every id of the page, as often as it stands there."""
        return [str(id) for id in self.tree.xpath("//@id")]

    @property
    def main(self) -> Any:
        """The element that holds the text proper: `main`, else `body`."""
        found = self.tree.xpath("//*[local-name()='main']")
        return (found or self.tree.xpath("//*[local-name()='body']"))[0]

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield (element, address) of all that leads or fetches."""
        for element in self.tree.iter():
            for name in ("href", "src", "poster", "data"):
                if isinstance(element.tag, str) and name in element.attrib:
                    yield tag(element), element.get(name)


def tag(element: Any) -> str:
    """Return an element's name without its namespace; a comment has none."""
    return element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=64)
def leaves(folder: Path) -> tuple[Leaf, ...]:
    """Return each page of an html edition; the name is relative to the folder."""
    pages = sorted(folder.rglob("*.html"))
    return tuple(
        Leaf(page.relative_to(folder).as_posix(), html.fromstring(page.read_bytes()))
        for page in pages
    )


@lru_cache(maxsize=64)
def members(book: Path) -> dict[str, bytes]:
    """Return the files of an e-book by name, in the order of the archive."""
    with zipfile.ZipFile(book) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@lru_cache(maxsize=64)
def chapters(book: Path) -> tuple[Leaf, ...]:
    """Return each XHTML document of an e-book in the order of its spine."""
    package = opf(book)
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF)}
    names = [items[ref.get("idref")] for ref in package.iterfind(".//opf:itemref", OPF)]
    return tuple(Leaf(name, etree.fromstring(members(book)[f"EPUB/{name}"])) for name in names)


def opf(book: Path) -> Any:
    """Return the package document of an e-book."""
    return etree.fromstring(members(book)["EPUB/package.opf"])


def line(element: Any) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def outline(pdf: pikepdf.Pdf) -> list[str]:
    """Return the titles of a book's bookmarks as a reader meets them."""
    with pdf.open_outline() as bookmarks:
        return list(_titles(bookmarks.root))


def _titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def text_proper(element: Any) -> str:
    """Return an element's text without `nav`, `header` and `footer`; blocks are lines apart."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    name = tag(element)
    apart = "" if name in INLINE else "\n"
    parts.append(apart)
    if name and name not in APART and name != "svg":
        parts.append(element.text or "")
        for child in element:
            _collect(child, parts)
    parts.extend((apart, element.tail or ""))


@lru_cache(maxsize=64)
def book_text(pdf: Path) -> str:
    """Return the text of a book as poppler reads it, words that a line divides joined."""
    done = subprocess.run(["pdftotext", "-q", str(pdf), "-"], check=True, capture_output=True)
    return re.sub("[\u2010\u00ad]\n\\s*", "", done.stdout.decode())


def words(text: str) -> list[str]:
    """Return the words of a text, of any script, without digits, marks or signs."""
    plain = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", bare))


def page_words(made: Made) -> list[str]:
    """Return the words of the text proper of an html edition, page by page."""
    trees = {leaf.name: leaf for leaf in leaves(made.html)}
    pages = [trees[f"{chapter.page}.html"] for chapter in made.chapters]
    return [word for page in pages for word in words(text_proper(page.main))]


def ebook_words(made: Made) -> list[str]:
    """Return the words of the text proper of an e-book, in the order of its spine."""
    return [word for leaf in chapters(made.epub) for word in words(text_proper(leaf.main))]


def heading_words(made: Made) -> Counter[str]:
    """Return the words of every heading, caption of contents and title of an edition."""
    names = [article.name for article in made.articles]
    captions = [chapter.caption for chapter in made.chapters]
    said = [made.words(message).text for message in ("Contents", "Imprint")]
    return Counter(words(" ".join([*names, *captions, *said])))


def local(address: str, page: str) -> tuple[str, str]:
    """Return the file and the id that an address on a page leads to, within the edition."""
    path, _, fragment = address.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return (place if path else page), unquote(fragment)


def is_remote(address: str) -> bool:
    """Return whether an address leads to another host or program."""
    return re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE) is not None


def dead(pages: Iterable[Leaf], files: Iterable[str]) -> list[str]:
    """Return what on these pages leads to no page, no file and no id of the edition."""
    listed = tuple(pages)
    ids = {leaf.name: set(leaf.ids) for leaf in listed}
    there = {*files, *ids}
    found = []
    for leaf in listed:
        for _, address in leaf.links():
            file, id = local(address, leaf.name)
            if is_remote(address) or file.startswith("../"):
                continue
            if file not in there or (id and id not in ids.get(file, ())):
                found.append(f"{leaf.name}: {address}")
    return found
