"""Takes a book, gives the paragraphs whose last line stands alone at the head of a page.

What: where a page divides a paragraph, at least two of its lines stand after the break.
Example: a page that begins with “of the city.”, the end of a paragraph of the page before.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import read_typeset_pages
from build_tools.seeing.layout_runs import find_page_breaks
from build_tools.seeing.words import quote_start

LEAST = 2


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each paragraph of which too little stands after a break."""
    for broken in find_page_breaks(read_typeset_pages(built.whole)):
        if len(broken.after.lines) < LEAST:
            line = quote_start(broken.edge_lines[1].text)
            yield Fault(built.whole, f"page {broken.after.page} begins with a last line, {line}")
