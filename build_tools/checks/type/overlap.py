"""Find letters of a PDF that are printed over others.

No two lines of a page overlap, nor two text runs of a line: only the height of lowercase letters
is counted, because accents and descenders may meet. Of two lines in the same size, as of a title, the
whole letters are counted.

Example: a name that is too long for its cell and runs over the next cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import TextRun, TypesetPage, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/overlap",
    severity="error",
    formats=("pdf",),
    what="letters that are printed over others",
    why="neither can be read",
    fix="make room: a wider column, a shorter title, or a line height in styles/print",
    requires=("pikepdf",),
)

# In sizes of the letters: what counts as filled above and below the baseline.
ASCENT, DESCENT = 0.45, 0.05
FULL_ASCENT, FULL_DESCENT = 0.7, 0.2
# How alike the sizes of two runs are that count as the same.
SAME_SIZE = 0.8
# In points: by how much both must overlap.
MIN_OVERLAP = 1.5


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each pair of text runs that overlap."""
    for page in read_typeset_pages(built.path):
        for first, second in _find_overlaps(page):
            label = f"{quote_start(first.text.strip())} and {quote_start(second.text.strip())}"
            yield Violation(built.path, f"page {page.number}: {label} overlap")


def _find_overlaps(page: TypesetPage) -> Iterator[tuple[TextRun, TextRun]]:
    block_runs = [run for block in page.blocks for line in block.lines for run in line.runs]
    runs = [run for run in (*block_runs, *page.furniture) if run.text.strip()]
    runs.sort(key=_compute_full_top)
    for index, first in enumerate(runs):
        foot = first.baseline + FULL_DESCENT * first.size
        candidates = takewhile(partial(_begins_above, foot=foot), runs[index + 1 :])
        yield from ((first, other) for other in candidates if _is_overlapping(first, other))


def _begins_above(run: TextRun, foot: float) -> bool:
    return _compute_full_top(run) < foot


def _compute_full_top(run: TextRun) -> float:
    return run.baseline - FULL_ASCENT * run.size


def _is_overlapping(first: TextRun, second: TextRun) -> bool:
    width = min(first.right, second.right) - max(first.left, second.left)
    smaller, larger = sorted((first.size, second.size))
    is_same = smaller > SAME_SIZE * larger
    ascent, descent = (FULL_ASCENT, FULL_DESCENT) if is_same else (ASCENT, DESCENT)
    bottom = min(run.baseline + descent * run.size for run in (first, second))
    height = bottom - max(run.baseline - ascent * run.size for run in (first, second))
    return width > MIN_OVERLAP and height > MIN_OVERLAP
