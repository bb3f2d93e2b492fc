"""Words that a line divides are found and copied whole."""

from __future__ import annotations

import subprocess
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from tests.pdf.setting import set_book

TEXT = "Municipalities acknowledge responsibilities, representatives administer neighbourhoods. "
NARROW = "p { width: 5em; hyphens: auto }"


def copy_with_poppler(book: Path) -> str:
    """Return what poppler extracts."""
    return subprocess.run(["pdftotext", book, "-"], check=True, capture_output=True).stdout.decode()


def copy_with_pdfium(book: Path) -> str:
    """Return what Chromium copies and searches: the text of PDFium without its mark of a divided word."""
    with closing(pypdfium2.PdfDocument(book)) as document:
        text: str = document[0].get_textpage().get_text_range()
    assert "\ufffe" in text
    return text.replace("\ufffe", "")


@pytest.mark.parametrize("copy", [copy_with_poppler, copy_with_pdfium])
@pytest.mark.parametrize("hyphen", ["\N{HYPHEN}", "-"], ids=["2010", "002d"])
def test_a_divided_word_is_copied_whole(copy: object, hyphen: str, tmp_path: Path) -> None:
    """Both join the parts of each word, whichever hyphen is drawn."""
    style = f"{NARROW} p {{ hyphenate-character: '{hyphen}' }}"
    words = copy(set_book(tmp_path, f"<p>{TEXT}</p>", style)).split()  # type: ignore[operator]
    assert words == TEXT.split()


def test_a_typed_hyphen_finds_one_that_does_not_break(tmp_path: Path) -> None:
    """U+2011 is copied as the hyphen of a keyboard."""
    assert copy_with_poppler(set_book(tmp_path, "<p>A/HRC\u2011Council</p>")).strip() == "A/HRC-Council"
