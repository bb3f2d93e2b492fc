"""References: each leads to an existing page, id or destination, in every format."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf

from tests.helpers.editions import Made
from tests.helpers.inspect import (
    dead,
    get_element_text,
    is_remote,
    links,
    read_chapters,
    read_html_pages,
    read_members,
    resolve_link,
)


def files(folder: Path) -> list[str]:
    """Return every file of a folder by its name within it."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def test_every_link_of_a_page_leads_somewhere(made: Made) -> None:
    """What a page links to or loads within its edition exists: file and id."""
    assert dead(read_html_pages(made.html), files(made.html)) == []


def test_every_link_of_the_ebook_leads_somewhere(made: Made) -> None:
    """What a chapter links to or loads is in the EPUB: file and id, nothing outside."""
    pages = read_chapters(made.epub)
    names = [name.removeprefix("EPUB/") for name in read_members(made.epub)]
    assert dead(pages, names) == []
    led = [resolve_link(address, leaf.name)[0] for leaf in pages for _, address in links(leaf)]
    assert [file for file in led if file.startswith("..")] == []


def test_no_page_has_an_id_twice(made: Made) -> None:
    """An id is unique on its page."""
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        assert [id for id, count in Counter(leaf.ids).items() if count > 1] == []


def destinations(book: pikepdf.Pdf) -> set[str]:
    """Return the named destinations of a PDF."""
    names = book.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    return {str(name) for name in names["/Names"][::2]} if names is not None else set()


def hyperlinks(book: pikepdf.Pdf) -> list[Any]:
    """Return every link of a PDF."""
    found = [each for page in book.pages for each in page.get("/Annots", [])]
    return [each for each in found if each.get("/Subtype") == "/Link"]


def test_every_link_of_a_book_leads_somewhere(made: Made) -> None:
    """A link in a book leads to a named destination of the book, or to an address of the text."""
    with pikepdf.open(made.pdf) as book:
        there = destinations(book)
        for link in hyperlinks(book):
            if "/Dest" in link:
                assert str(link["/Dest"]) in there
            else:
                address = str(link["/A"]["/URI"])
                assert is_remote(address)
                assert not address.startswith("file:")


def test_a_book_leads_to_its_labelled_articles(made: Made) -> None:
    """The contents of a book lead to every article that they name, under its own anchor."""
    with pikepdf.open(made.pdf) as book:
        there = destinations(book)
    shown = [one for one in made.articles if one.depth <= 2 and one.page != "index"]
    twice = {anchor for anchor, n in Counter(one.anchor for one in shown).items() if n > 1}
    asked = {one.anchor for one in shown if one.anchor not in twice}
    assert asked - there - {made.articles[0].anchor} == set()


def test_a_reference_to_another_page_says_its_title(sink: Made) -> None:
    """A reference without its own text has the title in the edition's language."""
    titles = {article.anchor: article for article in sink.articles}
    pages = {leaf.name: leaf for leaf in read_html_pages(sink.html)}
    asked = {("blocks", "ks-words"), ("right-1", "ks-2"), ("right-2", "ks-1-plan")}
    for page, label in asked:
        article = titles[label]
        links = pages[f"{page}.html"].main_element.xpath(".//a[not(ancestor::nav)]")
        texts_by_address = {link.get("href"): get_element_text(link) for link in links}
        # The second reference there has explicit text.
        address = f"{article.page}.html#{label}"
        if page == "right-2":
            texts_by_address = {link.get("href"): get_element_text(link) for link in reversed(links)}
        assert texts_by_address[address] == (article.designation or article.title)


def test_a_download_goes_with_the_pages(sink: Made) -> None:
    """A downloadable file is in the edition's folder and equals its source."""
    page = next(leaf for leaf in read_html_pages(sink.html) if leaf.name == "part/deep.html")
    (address,) = page.main_element.xpath(".//a[@download]/@href")
    file = sink.html / posixpath.normpath(posixpath.join("part", address))
    assert file.read_text("utf-8") == "A paper to take home.\n"
