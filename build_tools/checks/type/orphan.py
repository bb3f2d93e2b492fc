"""Takes a book, gives the paragraphs whose first line stands alone at the foot of a page.

What: where a page divides a paragraph, at least two of its lines stand before the break.
Example: a page that ends in “In brief, cities can”, the rest of the sentence overleaf.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import read_typeset_pages
from build_tools.seeing.layout_runs import find_page_breaks
from build_tools.seeing.words import quote_start

LEAST = 2


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each paragraph of which too little stands before a break."""
    for broken in find_page_breaks(read_typeset_pages(built.whole)):
        if len(broken.before.lines) < LEAST:
            line = quote_start(broken.edge_lines[0].text)
            yield Fault(built.whole, f"page {broken.before.page} ends in a first line, {line}")
