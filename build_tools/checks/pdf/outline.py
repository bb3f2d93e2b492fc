"""Check the bookmarks and the viewer preferences of a PDF.

Each heading has a bookmark of its text that opens its page, each bookmark opens a page; the
window shows the title; pages turn in the direction of the language.

Example: a heading that was added after the bookmarks were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.destinations import Bookmark
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import StructElement, walk_structure
from build_tools.inspection.text.tokenize import extract_words, quote_start

HEADING = re.compile(r"H[1-9]?")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each heading, bookmark or preference that is wrong."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    messages = (
        *_check_preferences(document, built.language.is_rtl),
        *_check_bookmarks(document),
        *_check_heading_bookmarks(document),
    )
    return [Violation(built.path, message) for message in messages]


def _check_preferences(document: PdfDocument, is_rtl: bool) -> Iterator[str]:
    if not document.title.strip():
        yield "has no title"
    if not document.shows_title:
        yield "its window shows the name of the file, not the title"
    if (document.direction == "R2L") != is_rtl:
        yield f"its pages turn as if read from the {'left' if is_rtl else 'right'}"


def _check_bookmarks(document: PdfDocument) -> Iterator[str]:
    if not document.bookmarks:
        yield "has no bookmarks"
    for bookmark in document.bookmarks:
        if not bookmark.title.strip():
            yield f"a bookmark of page {bookmark.destination.page} has no words"
        if not bookmark.destination.page:
            yield f"the bookmark {quote_start(bookmark.title)} opens no page"


def _check_heading_bookmarks(document: PdfDocument) -> Iterator[str]:
    """Yield headings without a bookmark; the two are in the same order."""
    bookmarks = list(document.bookmarks) if document.bookmarks else []
    for element, _ in walk_structure(document.roots):
        text = document.extract_text(element) if HEADING.fullmatch(element.kind) else ""
        if not bookmarks or not text.strip():
            continue
        index = next(
            (n for n, each in enumerate(bookmarks) if _is_bookmark_of(each, element, text)), None
        )
        if index is None:
            yield f"page {element.page}: {quote_start(text)} has no bookmark that opens it"
        else:
            del bookmarks[: index + 1]


def _is_bookmark_of(bookmark: Bookmark, heading: StructElement, text: str) -> bool:
    is_same_text = _extract_title_letters(bookmark.title) == _extract_title_letters(text)
    return is_same_text and bookmark.destination.page == heading.page


def _extract_title_letters(text: str) -> str:
    """Return the letters of a title; a line of it may end within a word."""
    return "".join(extract_words(text))
