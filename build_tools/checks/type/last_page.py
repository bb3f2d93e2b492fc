"""Takes a book, gives the chapters of which the last page holds a line or two.

What: the last page of a chapter has at least three lines, headings among them.
Example: a page, and a white one after it, for the words “sixty days.”
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetPage, read_typeset_pages
from build_tools.seeing.words import quote_start

LEAST = 3
# What a chapter of the text stands in.
CHAPTER = "Art"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each last page with too few lines."""
    written = [sheet for sheet in read_typeset_pages(built.whole) if _lines(sheet)]
    for before, sheet, after in zip(written, written[1:], [*written[2:], None], strict=False):
        ends = after is None or _begins(after)
        if ends and not _begins(sheet) and not _begins_front(before, sheet):
            lines = _lines(sheet)
            if len(lines) < LEAST:
                said = f"page {sheet.number}, the last of its chapter, has only {quote_start(lines[0])}"
                yield Fault(built.whole, said)


def _lines(sheet: TypesetPage) -> Sequence[str]:
    """Return the lines of the text of a page, those of notes and marks left out."""
    return [line.text for block in sheet.text_blocks if block.kind != "Lbl" for line in block.lines]


def _begins(sheet: TypesetPage) -> bool:
    """Return whether a chapter begins on a page."""
    first = next(block for block in sheet.text_blocks if block.lines)
    return CHAPTER not in first.ancestors or first.kind in ("H1", "H2")


def _begins_front(before: TypesetPage, sheet: TypesetPage) -> bool:
    return any(
        CHAPTER not in block.ancestors
        for block in (*before.text_blocks[:1], *sheet.text_blocks[:1])
    )
