"""Each reference of the three texts leads to its article and names it, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.paths import PROJECT_DIR
from build_tools.reader.versions_page import VERSIONS
from tests.formats.test_translations import divided
from tests.helpers.editions import OWN, Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    extract_words,
    get_element_text,
    read_chapters,
    read_html_pages,
    run_pdftotext,
    text_proper,
)
from tests.texts.conftest import REGISTER

ASKED = re.compile(r":ref:`([a-z0-9-]+)`")
OWNERS = {"ca": "charter-agenda", "ec": "european-charter", "ic": "inclusive-cities"}


def iter_references(made: Made) -> Iterator[tuple[str, str]]:
    """Yield (page, label) of each reference without explicit text in the source."""
    folder = PROJECT_DIR / "source" / made.edition.publication.id
    for chapter in made.chapters:
        if chapter.page == VERSIONS:  # which no author writes
            continue
        text = (folder / f"{chapter.page}.rst").read_text("utf-8")
        yield from ((chapter.page, label) for label in dict.fromkeys(ASKED.findall(text)))


def owner(label: str) -> str:
    """Return the publication of a label."""
    return OWNERS[label.partition("-")[0]]


def other(made: Made, shelf: Shelf, label: str) -> Made:
    """Return the edition of a label's publication in the same language."""
    return shelf.edition(OWN, owner(label), made.edition.language.tag)


def list_names(made: Made, label: str) -> list[list[str]]:
    """Return the possible names of an article: its number, if it has one, and its title."""
    (article,) = (one for one in made.articles if one.anchor == label)
    names = (article.designation, article.title, article.name)
    return [extract_words(name) for name in names if name]


def links(leaf: HtmlPage) -> list[tuple[str, list[str]]]:
    """Return the address of each link of a page's text, and its words."""
    inside = "not(ancestor::*[local-name()='header' or local-name()='nav'] or contains(@class, 'permalink'))"
    found = leaf.main_element.xpath(f".//*[local-name()='a'][@href][{inside}]")
    return [(str(each.get("href")), extract_words(get_element_text(each))) for each in found]


def test_each_article_is_named_where_it_is_referred_to(made: Made, shelf: Shelf) -> None:
    """On a page the link leads to the article and names it, in another publication by number and title."""
    trees = {leaf.name: links(leaf) for leaf in read_html_pages(made.html)}
    for page, label in iter_references(made):
        there = other(made, shelf, label)
        home = made.edition.publication.id == owner(label)
        title = set() if home else set(extract_words(there.title))
        names = [title | set(name) for name in list_names(there, label)]
        led = [set(text) for address, text in trees[f"{page}.html"] if address.endswith(f"#{label}")]
        assert any(name <= text for text in led for name in names), (page, label)


def test_each_reference_reads_so_in_book_and_ebook(made: Made, shelf: Shelf) -> None:
    """A link has the same words on the page, in the EPUB and in the PDF."""
    texts_by_address = {
        leaf.name: " ".join(extract_words(text_proper(leaf.main_element)))
        for leaf in read_chapters(made.epub)
    }
    book = "".join(extract_words(run_pdftotext(made.pdf)))
    for page, label in iter_references(made):
        names = list_names(other(made, shelf, label), label)
        assert any(" ".join(name) in texts_by_address[f"{page}.xhtml"] for name in names), (page, label)
        assert any(divided("".join(name), book) for name in names), label


def test_every_language_has_the_same_references(made: Made, shelf: Shelf) -> None:
    """No translation has other references than its source."""
    source = shelf.edition(OWN, made.edition.publication.id, made.edition.source.tag)
    for here, first in zip(read_html_pages(made.html), read_html_pages(source.html), strict=True):
        led = [address.rpartition("#")[2] for address, _ in links(here)]
        assert sorted(led) == sorted(address.rpartition("#")[2] for address, _ in links(first))


def test_every_text_refers_to_the_others() -> None:
    """Each of the three texts refers to both others."""
    for publication in REGISTER.publications:
        pages = (PROJECT_DIR / "source" / publication.id).glob("*.rst")
        labels = {label for page in pages for label in ASKED.findall(page.read_text("utf-8"))}
        assert {owner(label) for label in labels} == set(OWNERS.values())
