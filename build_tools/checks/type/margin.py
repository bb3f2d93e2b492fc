"""Takes a book, gives the lines that leave the place that the page has for text.

What: every line of the text and of the notes stands between the margins that the design sets;
numbers of paragraphs may hang in them, and heads and folios stand in them, none nearer to the
edge of the sheet than a printer can print. On the cover there are no margins but the sheet.
Example: an address of eighty letters in a line of sixty, of which the end is cut off in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import (
    TextRun,
    TypesetBlock,
    TypesetLine,
    TypesetPage,
    read_typeset_pages,
)
from build_tools.seeing.layout_measures import PageMetrics, read_page_metrics
from build_tools.seeing.words import quote_start

# In points: what rounding may do, and what a printer cannot print at the edge of a sheet.
SLACK, EDGE = 1.0, 12.0
# What hangs in the margin: numbers of paragraphs, marks of items.
HANGING = "Lbl"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each line that leaves its place."""
    measured = read_page_metrics(built.language.writing_system)
    for sheet in read_typeset_pages(built.whole):
        area = _area(sheet, measured, is_rtl=built.language.is_rtl)
        for line, hangs in _lines(sheet):
            beyond = _beyond(line, area, sheet, hangs=hangs)
            if beyond:
                yield Fault(built.whole, f"page {sheet.number}: {quote_start(line.text)} {beyond}")


def _lines(sheet: TypesetPage) -> Iterator[tuple[TypesetLine | TextRun, bool]]:
    """Yield each line of a page, and whether it may stand in the margin."""
    for block in sheet.blocks:
        yield from ((line, _hangs(block)) for line in block.lines if line.text)
    yield from ((piece, True) for piece in sheet.furniture if piece.text.strip())


def _hangs(block: TypesetBlock) -> bool:
    return HANGING in (block.kind, *block.ancestors)


def _area(
    sheet: TypesetPage, measured: PageMetrics, *, is_rtl: bool
) -> tuple[float, float, float, float] | None:
    """Return left, top, right and foot of the place for text; None where the sheet is another."""
    if sheet.number == 1 or abs(sheet.width - measured.width) > SLACK:
        return None
    left, right = measured.compute_text_edges(sheet.number, is_rtl=is_rtl)
    return left, measured.top_margin, right, sheet.height - measured.bottom_margin


def _beyond(
    line: TypesetLine | TextRun,
    area: tuple[float, float, float, float] | None,
    sheet: TypesetPage,
    *,
    hangs: bool,
) -> str:
    """Return how a line leaves its place, in words; nothing where it does not."""
    base = line.baseline if isinstance(line, TextRun) else line.main_run.baseline
    edge = EDGE if sheet.number > 1 else 0
    whole = (edge, edge, sheet.width - edge, sheet.height - edge)
    left, top, right, foot = whole if hangs or area is None else area
    out = {
        "to the left of": left - line.left,
        "to the right of": line.right - right,
        "above": top - base,
        "below": base - foot,
    }
    way, far = max(out.items(), key=lambda item: item[1])
    return f"stands {far:.0f} pt {way} its place" if far > SLACK else ""
