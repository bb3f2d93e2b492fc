"""Look for words and phrases of a PDF with PDFium, as a reader of Chromium or Android does.

200 a book, from all its parts: words that a line divides, words with vowel marks, phrases that go on in the
next line, and words of any kind.

Example: an Arabic word with an invisible character inside; a word whose hyphen no program knows as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import REPORT, BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.search import choose_phrases
from build_tools.inspection.pdf.typeset import read_typeset_pages
from build_tools.validators import pdfium

CHECK = Check(
    code="pdf/search",
    severity="error",
    formats=("pdf",),
    what="whether PDFium finds 200 words and phrases, chosen from all parts of a book",
    why="a word that a search does not find is not there for who looks for it",
    fix=REPORT,
    standards=("ISO 32000-1:2008, 14.8.2.2.3", "WCAG 2.2, 1.3.1"),
    requires=("pikepdf", "pdfium"),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each phrase that is not found on its page; one run serves all books."""
    phrases = {built.path: _choose_phrases(built) for built in editions if read_pdf(built.path)}
    verdicts = pdfium.find_phrases(phrases)
    for built in editions:
        for message in verdicts.get(built.path, ()):
            yield built, Violation(built.path, f"{message.where}: {message.message}")


def _choose_phrases(built: BuiltEdition) -> list[pdfium.Phrase]:
    is_rtl = built.language.direction == "rtl"
    phrases = choose_phrases(read_typeset_pages(built.path), is_rtl=is_rtl)
    return [(phrase.page, phrase.text) for phrase in phrases]
