"""No name or title is written unescaped: pages have the elements of a plain root, and no more."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pikepdf
import pytest

from build_tools.cli import dispatch
from build_tools.paths import iter_files

WORD = "\"<b onload='x'>&amp;</b>'&%22#?</style></title>-->"
PAGES = ('a" onload="x', "b<c>&'d", "e%22f #g?h:i", "s&b/j'[k]`{l}\u00e9")
PLAIN_PAGES = ("one", "two", "three", "below/four")
Shape = Counter[tuple[str, tuple[str, ...]]]
PUBLISHER_URL = "https://example.org/"

REGISTER = """
[publisher]
name = {word}
url = "https://example.org/"
contact = "a@example.org"
[publications.act]
languages = ["en", "fr"]
version = {word}
date = 2026-11-24
nature = "reading"
disclaimer = {word}
licence = {word}
[publications.act.adopted_titles]
en = {adopted}
[publications.act.assessed.en.epub]
by = {word}
date = 2026-12-01
standard = "WCAG 2.2 AA"
version = {word}
"""
PAGE = """
.. _{label}:

Page {number} {word}
====================================================================================

.. figure:: {image}
   :alt: {word}

   Caption {word}

Words {word} and :doc:`/act/{first}`, :ref:`own words <act-0>`.

Section {word}
------------------------------------------------------------------------------------

More words.
"""
START = """
.. _act:

Whole {word}
====================================================================================

.. toctree::
   :caption: Caption {word}

"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def quote_toml(text: str) -> str:
    """Return a text as a string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_root(root: Path, word: str, pages: tuple[str, ...], image: str) -> None:
    """Write a root whose names and titles all hold a word."""
    folder = root / "source" / "act"
    folder.mkdir(parents=True)
    (root / "locale").mkdir()
    register = REGISTER.format(word=quote_toml(word), adopted=quote_toml(f"Adopted {word}"))
    (root / "source" / "publications.toml").write_text(register)
    names = f"[fr]\nname = {quote_toml('français ' + word)}\n[en]\nname = {quote_toml('English ' + word)}\n"
    (root / "locale" / "languages.toml").write_text(names)
    start = START.format(word=word) + "".join(f"   {page}\n" for page in pages)
    (folder / "index.rst").write_text(start)
    for number, page in enumerate(pages):
        file = folder / f"{page}.rst"
        file.parent.mkdir(exist_ok=True)
        label = f"act-{number}"
        text = PAGE.format(label=label, number=number, word=word, image=image, first=pages[0])
        file.write_text(text)
        (file.parent / image).write_text(SVG)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the build folders of the two roots: every format, the proof and the page of the status."""
    folders = {}
    for name, word, pages, image in (
        ("plain", "word22", PLAIN_PAGES, "drawing.svg"),
        ("hostile", WORD, PAGES, "p\"<i>&#1'.svg"),
    ):
        root = tmp_path_factory.mktemp(name) / "root"
        write_root(root, word, pages, image)
        out = root.parent / "out"
        for words in (
            ["build", "-o", str(out)],
            ["build", "-l", "fr", "-f", "proof", "-o", str(out)],
            ["catalogue", "status", "--page", str(out / "editions" / "status.html")],
        ):
            assert dispatch.run_command([*words, "--root", str(root)]) == 0
        folders[name] = out / "editions"
    return folders


class _Shape(HTMLParser):
    """Count the elements of a page, each with the names of its attributes; collect its addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: Shape = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape[tag, tuple(name for name, _ in attrs)] += 1
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        for name, value in attrs:
            if (tag, name) == ("meta", "content") and (value or "").startswith("0; url="):
                self.addresses.append((value or "").removeprefix("0; url="))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def parse_page(file: Path) -> _Shape:
    """Return the elements of a page."""
    parser = _Shape()
    parser.feed(file.read_text("utf-8"))
    parser.close()
    return parser


def count_html_elements(folder: Path) -> Shape:
    """Return the elements of all pages below a folder."""
    pages = (parse_page(path).shape for path in iter_files(folder) if path.suffix == ".html")
    return sum(pages, Counter())


def count_book_elements(book: Path) -> Shape:
    """Return the elements of all XML files of an e-book, parsed strictly."""
    shape: Shape = Counter()
    with zipfile.ZipFile(book) as package:
        for name in package.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                for element in ElementTree.fromstring(package.read(name)).iter():
                    shape[element.tag, tuple(element.attrib)] += 1
    return shape


def test_pages_have_no_other_elements(built: Mapping[str, Path]) -> None:
    """Pages, proof and status have the elements and attributes of the plain root, each as often."""
    plain, hostile = (count_html_elements(built[name]) for name in ("plain", "hostile"))
    assert hostile == plain
    assert plain["a", ("class", "rel", "href")] > 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_books_have_no_other_elements(built: Mapping[str, Path], language: str) -> None:
    """So have e-books: text, contents, package, cover; books have the same links, and no other."""
    folders = [built[name] / language / "act" for name in ("plain", "hostile")]
    plain, hostile = (count_book_elements(folder / f"act-{language}.epub") for folder in folders)
    # The lines of a title on the cover follow its length.
    lines = [key for key in plain | hostile if key[0] == "{http://www.w3.org/2000/svg}text"]
    for key in lines:
        del plain[key], hostile[key]
    assert hostile == plain
    printed = [list(iter_pdf_addresses(folder / f"act-{language}.pdf")) for folder in folders]
    assert printed[0] == printed[1]


def iter_pdf_addresses(file: Path) -> Iterator[str]:
    """Yield the addresses of a book that leave it, and the actions that it has beside links."""
    with pikepdf.open(file) as book:
        for number in book.objects:
            if isinstance(number, pikepdf.Dictionary) and "/S" in number and "/URI" in number:
                yield str(number["/URI"])
            if isinstance(number, pikepdf.Dictionary) and ("/JS" in number or "/AA" in number):
                yield "an action"


def test_every_address_leads_to_a_file(built: Mapping[str, Path]) -> None:
    """Each link and picture of a page leads to a file that is there, or to a host of the plain root."""
    hosts = {}
    for name, folder in built.items():
        addresses = set(iter_page_addresses(folder))
        hosts[name] = {address for _, address in addresses if find_target(folder, folder, address) is None}
        for path, address in addresses:
            target = find_target(folder, path.parent, address)
            assert target is None or target.is_file(), f"{path.name}: {address}"
    assert {address for address in hosts["hostile"] if urlsplit(address).scheme} == {
        address for address in hosts["plain"] if urlsplit(address).scheme
    }


def iter_page_addresses(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each address of each page, with the file of the page."""
    for path in iter_files(folder):
        if path.suffix == ".html":
            yield from ((path, address) for address in parse_page(path).addresses)


def find_target(editions: Path, page_folder: Path, address: str) -> Path | None:
    """Return the file of an address, relative or below the publisher's `url`; none elsewhere or for an id.

    Below the `url` is the site, where a page lies beside its book; permanent addresses are its alone.
    """
    if address.startswith(f"{PUBLISHER_URL}id/"):
        return None
    if address.startswith(PUBLISHER_URL) and address != PUBLISHER_URL:
        language, publication, page = unquote(address.removeprefix(PUBLISHER_URL)).split("/", 2)
        return editions / language / publication / "html" / page
    parts = urlsplit(address)
    return page_folder / unquote(parts.path) if parts.path and not parts.scheme else None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_address_of_an_ebook_leads_to_a_file(built: Mapping[str, Path], language: str) -> None:
    """So does each address of an e-book, and of its package."""
    with zipfile.ZipFile(built["hostile"] / language / "act" / f"act-{language}.epub") as package:
        names = set(package.namelist())
        for name in sorted(names):
            if not name.endswith((".xhtml", ".opf", ".ncx")):
                continue
            tree = ElementTree.fromstring(package.read(name))
            found = [(key, value) for element in tree.iter() for key, value in element.items()]
            for _, value in (pair for pair in found if pair[0] in ("href", "src")):
                parts = urlsplit(value)
                if not parts.scheme and parts.path:
                    folder = name.rpartition("/")[0]
                    target = re.sub(r"[^/]+/\.\./", "", f"{folder}/{unquote(parts.path)}")
                    assert target in names, f"{name}: {value}"
