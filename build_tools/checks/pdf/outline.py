"""Takes a book, gives what of its bookmarks and its window is missing or leads astray.

What: each heading has a bookmark of its words that opens its page, each bookmark opens a page;
the window shows the title; the pages turn as the language is read.
Example: a heading that was added after the bookmarks were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_places import Bookmark
from build_tools.seeing.pdf_tree import StructElement, walk_structure
from build_tools.seeing.words import extract_words, quote_start

HEADING = re.compile(r"H[1-9]?")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each heading, bookmark or setting of the window that is wrong."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    found = (*_window(seen, built.language.is_rtl), *_dead(seen), *_headings(seen))
    return [Fault(built.whole, message) for message in found]


def _window(seen: PdfDocument, is_rtl: bool) -> Iterator[str]:
    if not seen.title.strip():
        yield "has no title"
    if not seen.shows_title:
        yield "its window shows the name of the file, not the title"
    if (seen.direction == "R2L") != is_rtl:
        yield f"its pages turn as if read from the {'left' if is_rtl else 'right'}"


def _dead(seen: PdfDocument) -> Iterator[str]:
    if not seen.bookmarks:
        yield "has no bookmarks"
    for bookmark in seen.bookmarks:
        if not bookmark.title.strip():
            yield f"a bookmark of page {bookmark.destination.page} has no words"
        if not bookmark.destination.page:
            yield f"the bookmark {quote_start(bookmark.title)} opens no page"


def _headings(seen: PdfDocument) -> Iterator[str]:
    """Yield headings without a bookmark; the two are in the same order."""
    waiting = list(seen.bookmarks) if seen.bookmarks else []
    for element, _ in walk_structure(seen.roots):
        text = seen.extract_text(element) if HEADING.fullmatch(element.kind) else ""
        if not waiting or not text.strip():
            continue
        at = next((n for n, each in enumerate(waiting) if _is_of(each, element, text)), None)
        if at is None:
            yield f"page {element.page}: {quote_start(text)} has no bookmark that opens it"
        else:
            del waiting[: at + 1]


def _is_of(bookmark: Bookmark, heading: StructElement, text: str) -> bool:
    same = _letters(bookmark.title) == _letters(text)
    return same and bookmark.destination.page == heading.page


def _letters(text: str) -> str:
    """Return the letters of a title; a line of it may end within a word."""
    return "".join(extract_words(text))
