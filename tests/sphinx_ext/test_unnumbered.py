"""Paragraphs that one language does not number: the same addresses in each."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import HtmlPage, get_tag_name, read_chapters, read_html_pages

LANGUAGES = ["en", "fr", "es", "ar", "ko"]
ANCHORS = ["ru-2-p1", "ru-2-p2", "ru-2-p2-a", "ru-2-p2-b", "ru-2-p3"]


def articles(made: Made) -> list[HtmlPage]:
    """Return the page of the article and its chapter in the EPUB."""
    pages = (*read_html_pages(made.html), *read_chapters(made.epub))
    return [leaf for leaf in pages if leaf.name.startswith("article-2.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_have_their_addresses_and_no_number(shelf: Shelf, language: str) -> None:
    """In Spanish they are no list, in the others one; the anchors are the same."""
    found = articles(shelf.edition("numbered", "rules", language))
    assert len(found) == 2
    for leaf in found:
        lists = leaf.main_element.xpath(".//*[@role='list'][contains(@class, 'arabic')]")
        assert len(lists) == (0 if language == "es" else 1)
        assert [id for id in leaf.ids if id.startswith("ru-2-")] == ANCHORS
        (first,) = leaf.tree.xpath("//*[@id='ru-2-p1']")
        assert get_tag_name(first) == ("p" if language == "es" else "div")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_has_no_number_either(shelf: Shelf, language: str) -> None:
    """In the PDF each paragraph exists, without a number before it."""
    made = shelf.edition("numbered", "rules", language)
    command = ["pdftotext", "-layout", str(made.pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in text.splitlines() if re.search("Dogs are welcome|Cats do", line)]
    assert len(lines) == 2
    counted = [bool(re.search(r"\d", line)) for line in lines]
    assert counted == [language != "es"] * 2


def test_letters_within_stay(shelf: Shelf) -> None:
    """Items in such a paragraph keep their letters."""
    for leaf in articles(shelf.edition("numbered", "rules", "es")):
        lists = leaf.main_element.xpath(".//*[@role='list']/@class")
        assert [str(each).split()[1] for each in lists] == ["loweralpha"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_that_no_page_has_is_told(shelf: Shelf, language: str) -> None:
    """A label of the register that no page has is a warning at its line."""
    made = shelf.edition("numbered", "rules", language)
    findings = [one for one in made.findings if one.code == "register/no-article"]
    places = [(one.severity, one.place.file, one.place.line) for one in findings]
    wanted = [("warning", "source/publications.toml", 26)] if language == "es" else []
    assert places == wanted
