"""Check that an e-book leads to the pages of the book, if `source/folios.tsv` remembers them.

Example: an e-book without a list of pages, since a sentence was added after the book was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.epub.package import read_chapters

CHECK = Check(
    code="epub/page-list",
    severity="note",
    formats=("epub",),
    what="the pages of the book, each at its place in the e-book",
    why="a class reads together from books and e-books only where “page 14” is in both",
    fix="when the book is as you publish it, run editions folios keep and build the e-book again",
    standards=("EPUB Accessibility 1.1, 3.4",),
    requires=("lxml",),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation if pages are remembered and not all of them are in the e-book."""
    folios = built.publication.list_folios(built.target.language)
    breaks = [
        mark
        for chapter in (read_chapters(built.path) if folios else ())
        for mark in chapter.main_element.xpath(".//*[@role='doc-pagebreak']")
    ]
    if len(breaks) < len(folios):
        message = "its text is no longer that of the book whose pages are remembered, so it names none"
        yield Violation(built.path, message)
