"""Open books as a program that pdfium.py starts.

In: the names of the books as JSON, each with phrases to look for, as pairs of a page and words; or with
null, to draw its pages. Out: the messages, in `messages.json` beside the books.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2

# What Chromium leaves out in a search and when it copies (its pdf/pdfium/pdfium_range.cc): U+FFFE is the
# hyphen of a divided word.
IGNORED = str.maketrans("", "", "\u200b\ufffe")
SCALE = 0.5


def read_book(name: str, phrases: Sequence[tuple[int, str]] | None) -> Iterator[dict[str, str]]:
    """Yield the messages about a book."""
    try:
        with closing(pypdfium2.PdfDocument(name)) as book:
            yield from draw_pages(book) if phrases is None else find_phrases(book, phrases)
    except pypdfium2.PdfiumError as error:
        yield make_message("unreadable", f"cannot be opened: {error}")


def draw_pages(book: Any) -> Iterator[dict[str, str]]:
    """Yield a message for each page that is not drawn, or has text and shows nothing."""
    for number in range(len(book)):
        where = f"page {number + 1}"
        try:
            page = book[number]
            drawn = bytes(page.render(scale=SCALE, grayscale=True).buffer)
        except pypdfium2.PdfiumError as error:
            yield make_message("undrawn", f"cannot be drawn: {error}", where)
            continue
        if len(set(drawn)) == 1 and page.get_textpage().get_text_range().strip():
            yield make_message("blank", "has text and shows nothing", where)


def find_phrases(book: Any, phrases: Sequence[tuple[int, str]]) -> Iterator[dict[str, str]]:
    """Yield a message for each phrase that is not on its page."""
    texts: dict[int, str] = {}
    for number, phrase in phrases:
        if number not in texts:
            texts[number] = normalize_spaces(book[number - 1].get_textpage().get_text_range())
        if normalize_spaces(phrase) not in texts[number]:
            yield make_message("not-found", f"“{phrase}” is not found", f"page {number}")


def normalize_spaces(text: str) -> str:
    """Return a text as Chromium searches it: each line end and each row of spaces is one space."""
    return " ".join(text.translate(IGNORED).split())


def make_message(rule: str, message: str, where: str = "") -> dict[str, str]:
    """Return a message in the shape that all validators give."""
    return {"rule": rule, "severity": "error", "message": message, "where": where}


if __name__ == "__main__":
    books = json.load(sys.stdin)
    messages = {name: list(read_book(name, phrases)) for name, phrases in books.items()}
    Path("messages.json").write_text(json.dumps(messages), encoding="utf-8")
