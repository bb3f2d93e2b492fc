"""Find widows: last lines of paragraphs alone at the head of a PDF page.

Example: a page that begins with “of the city.”, the end of a paragraph of the page before.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import find_page_breaks, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/widow",
    severity="warning",
    formats=("pdf",),
    what="last lines of paragraphs alone at the head of a page",
    why="a few words without their paragraph are read as its beginning",
    fix="in styles/print, keep two lines together (`widows: 2`)",
    requires=("pikepdf",),
)

MIN_LINES = 2


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each paragraph with too little after a page break."""
    for page_break in find_page_breaks(read_typeset_pages(built.path)):
        if len(page_break.after.lines) < MIN_LINES:
            line = quote_start(page_break.edge_lines[1].text)
            label = f"page {page_break.after.page}"
            yield Violation(built.path, f"{label} begins with the last line of a paragraph, {line}")
