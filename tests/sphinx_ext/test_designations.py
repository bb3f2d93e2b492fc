"""Designations of articles: one source for title, contents, references, bookmarks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pikepdf
import pytest

from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    get_element_text,
    get_tag_name,
    outline,
    read_chapters,
    read_html_pages,
    read_members,
)

FILE = Path(__file__).parent.parent / "data/sphinx_ext/designations.toml"
NAMES: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))
PAGES = {"ec-9": "article-9", "ec-23": "article-23", "ec-annex-2": "annex"}


@pytest.fixture(params=sorted(NAMES))
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the numbered articles in a language."""
    return shelf.edition("numbered", "articles", request.param)


@pytest.fixture
def called(made: Made) -> dict[str, str]:
    """Return the designation of each article."""
    return NAMES[made.edition.language.tag]


def every_page(made: Made) -> dict[str, HtmlPage]:
    """Return the pages of both formats by name."""
    return {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}


def test_the_outline_has_number_and_name_apart(made: Made, called: dict[str, str]) -> None:
    """An article of the outline has a designation and a title."""
    found = {one.anchor: one for one in made.articles}
    assert {label: found[label].designation for label in called} == called
    assert [found[label].title for label in called] == ["Fountains", "Gardens", "Second Heading"]
    assert found["ec-23-plan"].designation == ""


def test_a_title_begins_with_the_designation(made: Made, called: dict[str, str]) -> None:
    """A heading is the designation and the title, in pages and EPUB."""
    pages = every_page(made)
    for label, page in PAGES.items():
        for suffix in ("html", "xhtml"):
            (section,) = pages[f"{page}.{suffix}"].tree.xpath("//*[@id=$id]", id=label)
            heading = next(each for each in section if get_tag_name(each).startswith("h"))
            assert get_element_text(heading).startswith(f"{called[label]} ")


def test_a_reference_reads_the_designation(made: Made, called: dict[str, str]) -> None:
    """A link to a numbered article has its designation."""
    pages = every_page(made)
    for suffix in ("html", "xhtml"):
        links = pages[f"article-9.{suffix}"].main_element.xpath(".//*[local-name()='a']")
        texts_by_address = {link.get("href"): get_element_text(link) for link in links}
        assert texts_by_address[f"article-23.{suffix}#ec-23"] == called["ec-23"]
        assert texts_by_address[f"annex.{suffix}#ec-annex-2"] == called["ec-annex-2"]


def test_contents_name_the_designation(made: Made, called: dict[str, str]) -> None:
    """Contents of pages, navigation and NCX of the EPUB have designation and title."""
    page = every_page(made)["index.html"]
    book = read_members(made.epub)
    for text in (
        get_element_text(page.tree),
        book["EPUB/nav.xhtml"].decode(),
        book["EPUB/toc.ncx"].decode(),
    ):
        plain = " ".join(text.split())
        assert f"{called['ec-9']} Fountains" in plain.replace("</span> <span>", " ")
        assert f"{called['ec-23']} Gardens" in plain.replace("</span> <span>", " ")


def test_a_page_is_titled_by_the_designation(made: Made, called: dict[str, str]) -> None:
    """The `title` of a page begins with the designation."""
    (title,) = every_page(made)["article-23.html"].tree.xpath("//title")
    assert get_element_text(title).startswith(f"{called['ec-23']} Gardens")


def test_bookmarks_are_the_names_of_the_articles(made: Made) -> None:
    """A PDF's bookmarks are the names of its articles, in order, after title and contents."""
    with pikepdf.open(made.pdf) as book:
        bookmarks = [" ".join(title.split()) for title in outline(book)]
    names = [" ".join(one.name.split()) for one in made.articles if one.page != "index"]
    assert [title for title in bookmarks if title in names] == names


def test_a_designation_in_another_language_is_marked(shelf: Shelf) -> None:
    """An untranslated title is marked with its language, its designation is not."""
    made = shelf.edition("numbered", "articles", "ar")
    (heading,) = every_page(made)["article-23.html"].main_element.xpath(".//h1")
    marked = [each for each in heading.iter() if each.get("lang") == "en"]
    assert [get_element_text(each) for each in marked] == ["Gardens"]
    assert marked[0].get("dir") == "ltr"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_numbered_toctree_numbers_plain_sections(shelf: Shelf, language: str) -> None:
    """If the register numbers nothing, a numbered toctree does, in every format."""
    made = shelf.edition("numbered", "plain", language)
    numbers = {"plain-opening": "1.", "plain-hours": "1.1.", "plain-closing": "2."}
    assert {one.anchor: one.designation for one in made.articles if one.designation} == numbers
    for leaf in every_page(made).values():
        if leaf.name.startswith("opening."):
            headings = leaf.main_element.xpath(".//*[local-name()='h1' or local-name()='h2']")
            assert [get_element_text(each).split()[0] for each in headings] == ["1.", "1.1."]
    with pikepdf.open(made.pdf) as book:
        assert [t.split()[0] for t in outline(book) if t[0].isdigit()] == ["1.", "1.1.", "2."]
