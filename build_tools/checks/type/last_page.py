"""Find chapters of a PDF whose last page has only one or two lines.

Example: a page, and a blank one after it, for the words “sixty days.”
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import TypesetPage, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/last-page",
    severity="note",
    formats=("pdf",),
    what="last pages of chapters with fewer than three lines",
    why="a page is printed for a few words, which seem to have been forgotten",
    fix="shorten or lengthen the chapter, or its notes, by a line or two",
    requires=("pikepdf",),
)

MIN_LINES = 3
CHAPTER_KIND = "Art"


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each last page with too few lines."""
    pages = [sheet for sheet in read_typeset_pages(built.path) if _list_text_lines(sheet)]
    for previous_page, page, next_page in zip(pages, pages[1:], [*pages[2:], None], strict=False):
        is_last = next_page is None or _is_chapter_start(next_page)
        if is_last and not _is_chapter_start(page) and not _is_front_matter(previous_page, page):
            lines = _list_text_lines(page)
            if len(lines) < MIN_LINES:
                message = f"page {page.number}, the last of its chapter, has only {quote_start(lines[0])}"
                yield Violation(built.path, message)


def _list_text_lines(page: TypesetPage) -> Sequence[str]:
    """Return the lines of the text of a page, without notes and labels."""
    return [line.text for block in page.text_blocks if block.kind != "Lbl" for line in block.lines]


def _is_chapter_start(page: TypesetPage) -> bool:
    """Return whether a chapter begins on a page."""
    first = next(block for block in page.text_blocks if block.lines)
    return CHAPTER_KIND not in first.ancestors or first.kind in ("H1", "H2")


def _is_front_matter(previous_page: TypesetPage, page: TypesetPage) -> bool:
    first_blocks = (*previous_page.text_blocks[:1], *page.text_blocks[:1])
    return any(CHAPTER_KIND not in block.ancestors for block in first_blocks)
