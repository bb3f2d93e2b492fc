"""Takes a book, gives the pages whose lines do not stand on the common grid.

What: the lines of running text stand on a grid of half lines that all pages share, so that those
of facing pages, and of a leaf's two sides, meet. Below a table, a box, a picture or smaller
text on its page a line may stand off it.
Example: headings with a margin of 1em, where a line is 1.42em.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetLine, TypesetPage, read_typeset_pages
from build_tools.seeing.layout_measures import read_page_metrics
from build_tools.seeing.words import quote_start

# In points: how far from the grid a line may stand, and by how much its size may differ.
SLACK, SAME = 1.0, 0.1
# What has a height of its own.
APART = frozenset({"Table", "Div", "BlockQuote", "Figure"})


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for the first line of each page that stands off the grid."""
    measured = read_page_metrics(built.language.writing_system)
    pages = [
        (sheet, list(_running(sheet, measured.font_size)))
        for sheet in read_typeset_pages(built.whole)
    ]
    step = measured.line_height / 2
    feet = Counter(round(line.main_run.baseline % step, 1) for _, lines in pages for line in lines)
    origin = feet.most_common(1)[0][0] if feet else 0
    for sheet, lines in pages:
        for line in lines:
            off = (line.main_run.baseline - origin + step / 2) % step - step / 2
            if abs(off) > SLACK:
                said = f"page {sheet.number}: from {quote_start(line.text)} on, lines stand"
                yield Fault(built.whole, f"{said} {abs(off):.0f} pt off the common grid")
                break


def _running(sheet: TypesetPage, size: float) -> Iterator[TypesetLine]:
    """Yield the lines of running text, as far as nothing of another size stands above them."""
    for block in sheet.text_blocks:
        if block.is_heading or block.kind == "Lbl":
            continue
        if block.kind != "P" or "Art" not in block.ancestors or APART & set(block.ancestors):
            return
        if any(abs(line.main_run.size - size) > SAME for line in block.lines):
            return
        yield from block.lines
