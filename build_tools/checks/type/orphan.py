"""Find orphans: first lines of paragraphs alone at the foot of a PDF page.

Example: a page that ends in “In brief, cities can”, the rest of the sentence on the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import find_page_breaks, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/orphan",
    severity="warning",
    formats=("pdf",),
    what="first lines of paragraphs alone at the foot of a page",
    why="a thought that has hardly begun is lost when the page is turned",
    fix="in styles/print, keep two lines together (`orphans: 2`)",
    requires=("pikepdf",),
)

MIN_LINES = 2


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each paragraph with too little before a page break."""
    for page_break in find_page_breaks(read_typeset_pages(built.path)):
        if len(page_break.before.lines) < MIN_LINES:
            line = quote_start(page_break.edge_lines[0].text)
            label = f"page {page_break.before.page}"
            yield Violation(built.path, f"{label} ends with the first line of a paragraph, {line}")
