"""A Roman numeral says its value to those who hear the text, or do not know the numerals."""

from __future__ import annotations

import pikepdf
import pytest

from tests.helpers.editions import Shelf
from tests.helpers.inspect import get_element_text, read_chapters, read_html_pages, run_pdftotext


@pytest.mark.parametrize(
    ("language", "numbers"), [("en", ["1", "2"]), ("fr", ["1", "2"]), ("ar", []), ("ko", [])]
)
def test_a_numeral_has_its_value(shelf: Shelf, language: str, numbers: list[str]) -> None:
    """In titles and references of pages and e-books; in a language that writes figures there is none."""
    made = shelf.edition("numbered", "rules", language)
    for pages in (read_html_pages(made.html), read_chapters(made.epub)):
        (page,) = [one for one in pages if one.name.startswith("article-1.")]
        numerals = [one for one in page.tree.iter() if one.get("class") == "numeral"]
        assert {one.get("title") for one in numerals} >= set(numbers[:1])
        assert bool(numerals) == bool(numbers)
        for heading in page.main_element.xpath(".//*[local-name()='h1']"):
            assert " I " in f" {get_element_text(heading)} " or not numbers


def test_a_book_has_it_as_an_expansion(shelf: Shelf) -> None:
    """In a book the numeral is a Span with its value; what is copied is the numeral."""
    made = shelf.edition("numbered", "rules", "en")
    with pikepdf.open(made.pdf) as book:
        parts = [part for part in book.objects if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        expansions = {str(part.E) for part in parts if part.S == "/Span" and "/E" in part}
    assert {"1", "2"} <= expansions
    assert "Article II" in run_pdftotext(made.pdf).replace("\N{NO-BREAK SPACE}", " ")
