"""The marks of items are text, in the letters of the edition's language, in every format."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests.helpers.editions import Shelf
from tests.helpers.inspect import read_chapters, read_html_pages, run_pdftotext

LETTERS = {"en": "ab", "fr": "ab", "ar": "أب", "ko": "가나"}


@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_a_book_has_the_letters_of_the_language(shelf: Shelf, language: str, letters: str) -> None:
    """A book letters its items in the order of the language: `a)`, `أ)`, `가)`."""
    text = run_pdftotext(shelf.edition("kitchen-sink", "sink", language).pdf)
    for letter in letters:
        assert re.search(rf"(?<!\w){letter}\s*[()]", text)


@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_what_is_copied_has_the_letters(shelf: Shelf, language: str, letters: str) -> None:
    """In pages and e-books an item begins with its mark: what is copied or converted keeps it."""
    sink = shelf.edition("kitchen-sink", "sink", language)
    for pages in (read_html_pages(sink.html), read_chapters(sink.epub)):
        items = [item for page in pages for item in page.main_element.xpath(".//*[@role='listitem']")]
        texts = ["".join(item.itertext()).strip() for item in items]
        for letter in letters:
            assert any(text.startswith(f"{letter})\N{NO-BREAK SPACE}") for text in texts)


@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_a_book_says_that_a_letter_is_a_label(shelf: Shelf, language: str, letters: str) -> None:
    """In the tags of a book an item is its label, then its body, whatever line the label is in."""
    with pikepdf.open(shelf.edition("kitchen-sink", "sink", language).pdf) as book:
        parts = [part for part in book.objects if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        kinds = [[str(kid.S) for kid in part.K] for part in parts if part.S == "/LI"]
    assert kinds.count(["/Lbl", "/LBody"]) > len(letters)
    assert all(kind == sorted(kind, key=["/Lbl", "/LBody"].index) for kind in kinds)


PROGRAMS = {
    "lynx": ["lynx", "-dump", "-assume_charset=utf-8", "-display_charset=utf-8"],
    "w3m": ["w3m", "-dump", "-O", "UTF-8", "-T", "text/html"],
    "pandoc": ["pandoc", "-f", "html", "-t", "plain"],
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_a_text_browser_shows_them_once(shelf: Shelf, program: str, language: str, letters: str) -> None:
    """Without CSS a line begins with the letter of its item, and with no number before it."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed (Debian package {program})")
    sink = shelf.edition("kitchen-sink", "sink", language)
    texts = [_show_page(page, program) for page in sorted(sink.html.glob("*.html"))]
    for letter in letters:
        assert any(re.search(rf"(?m)^\s*{letter}\)", text) for text in texts)
        assert not any(re.search(rf"(?m)^\s*[\d*•]+\.? +{letter}\)", text) for text in texts)


def _show_page(page: Path, program: str) -> str:
    command = [*PROGRAMS[program], str(page)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
