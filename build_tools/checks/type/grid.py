"""Find pages of a PDF whose lines are not on the baseline grid.

Lines of running text are on a grid of half lines that all pages share, so that the lines of
facing pages, and of both sides of a leaf, align. Below a table, a box, a figure or smaller text
a line may be off it.

Example: headings with a margin of 1em, where a line is 1.42em.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.typeset import TypesetLine, TypesetPage, read_typeset_pages
from build_tools.inspection.pdf.typeset.metrics import read_page_metrics
from build_tools.inspection.text.tokenize import quote_start

# In points: how far from the grid a line may stand, and by how much its size may differ.
SLACK, SIZE_TOLERANCE = 1.0, 0.1
# What has a height of its own.
CONTAINERS = frozenset({"Table", "Div", "BlockQuote", "Figure"})


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for the first line of each page that is off the grid."""
    metrics = read_page_metrics(built.language.writing_system)
    pages = [
        (sheet, list(_list_running_lines(sheet, metrics.font_size)))
        for sheet in read_typeset_pages(built.path)
    ]
    step = metrics.line_height / 2
    offsets = Counter(
        round(line.main_run.baseline % step, 1) for _, lines in pages for line in lines
    )
    origin = offsets.most_common(1)[0][0] if offsets else 0
    for page, lines in pages:
        for line in lines:
            distance = (line.main_run.baseline - origin + step / 2) % step - step / 2
            if abs(distance) > SLACK:
                label = f"page {page.number}: from {quote_start(line.text)} on, lines stand"
                yield Violation(built.path, f"{label} {abs(distance):.0f} pt off the common grid")
                break


def _list_running_lines(page: TypesetPage, size: float) -> Iterator[TypesetLine]:
    """Yield the lines of running text, up to the first block of another size."""
    for block in page.text_blocks:
        if block.is_heading or block.kind == "Lbl":
            continue
        if block.kind != "P" or "Art" not in block.ancestors or CONTAINERS & set(block.ancestors):
            return
        if any(abs(line.main_run.size - size) > SIZE_TOLERANCE for line in block.lines):
            return
        yield from block.lines
