"""What a reader looks for in a book is found by poppler too; PDFium is a check."""

from __future__ import annotations

import re
import unicodedata

from build_tools.inspection.pdf.search import choose_phrases
from build_tools.inspection.pdf.typeset import read_typeset_pages
from tests.helpers.editions import Made
from tests.helpers.inspect import run_pdftotext

# Marks of direction that poppler adds.
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fold_text(text: str) -> str:
    """Return text as it is searched: letters in one form, divided words whole, spaces alike."""
    plain = unicodedata.normalize("NFKC", DIRECTION_MARKS.sub("", text))
    return " ".join(re.sub(r"-\n+", "", plain).split())


def test_poppler_finds_each_phrase(made: Made) -> None:
    """Each of 200 words and phrases of a book is in the text of its page."""
    phrases = choose_phrases(read_typeset_pages(made.pdf), is_rtl=made.edition.language.is_rtl)
    pages = [fold_text(page) for page in run_pdftotext(made.pdf).split("\f")]
    assert len(phrases) == 200
    assert [each for each in phrases if fold_text(each.text) not in pages[each.page - 1]] == []
