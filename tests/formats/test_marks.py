"""List markers are generated, in the letters of the edition's language."""

from __future__ import annotations

import re

import pytest

from tests.helpers.editions import Shelf
from tests.helpers.inspect import read_chapters, read_html_pages, run_pdftotext

LETTERS = {"en": "ab", "fr": "ab", "ar": "أب", "ko": "가나"}


@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_items_bear_the_letters_of_the_language(shelf: Shelf, language: str, letters: str) -> None:
    """A book letters its items in the order of the language: `a)`, `أ)`, `가)`."""
    text = run_pdftotext(shelf.edition("kitchen-sink", "sink", language).pdf)
    for letter in letters:
        assert re.search(rf"(?<!\w){letter}\s*[()]", text)


@pytest.mark.parametrize("language", LETTERS)
def test_an_old_browser_shows_plain_letters(shelf: Shelf, language: str) -> None:
    """Each custom counter style has a standard fallback before it, and no `content`."""
    sink = shelf.edition("kitchen-sink", "sink", language)
    css = (sink.html / "style.css").read_text("utf-8")
    assert "ol.loweralpha { list-style-type: lower-alpha; list-style-type: letter; }" in css
    assert not re.search(r"::marker \{[^}]*content", css)


@pytest.mark.parametrize("language", LETTERS)
def test_no_page_holds_a_mark(shelf: Shelf, language: str) -> None:
    """Markers are not in the text: copying an item copies only its words."""
    sink = shelf.edition("kitchen-sink", "sink", language)
    for leaf in (*read_html_pages(sink.html), *read_chapters(sink.epub)):
        for item in leaf.main_element.xpath(".//*[local-name()='li']"):
            assert not re.match(rf"\s*[{LETTERS[language]}]\)", "".join(item.itertext()))
