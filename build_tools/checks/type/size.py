"""Check the font size and the leading of running text in a PDF.

They are those of the design for the writing system (`--book-size`, `--book-scale` and
`--book-leading` in `styles/base/tokens.css`): Arabic is larger and has more leading than Latin,
Korean is smaller.

Example: an Arabic PDF in 10.2 pt, as a stylesheet for Latin has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.typeset import TypesetBlock, read_typeset_pages
from build_tools.inspection.pdf.typeset.metrics import read_page_metrics

# Of what is meant: what rounding may do. A book of fewer lines than this has no running text.
SLACK, MIN_LINES = 0.02, 12


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for a wrong font size, and one for wrong leading."""
    metrics = read_page_metrics(built.language.writing_system)
    blocks = [
        block
        for sheet in read_typeset_pages(built.path)
        for block in sheet.text_blocks
        if _is_running_text(block, built.language.tag)
    ]
    sizes = [line.main_run.size for block in blocks for line in block.lines]
    if len(sizes) < MIN_LINES:
        return
    for name, actual, expected in (
        ("letters", sizes, metrics.font_size),
        ("the way from line to line", list(_list_line_distances(blocks)), metrics.line_height),
    ):
        if actual and abs(median(actual) - expected) > SLACK * expected:
            message = (
                f"running text has {name} of {median(actual):.2f} pt, not of {expected:.2f} pt"
            )
            yield Violation(built.path, message)


def _is_running_text(block: TypesetBlock, language: str) -> bool:
    """Return whether a block is running text of a language: a paragraph, not of a table."""
    is_text = block.kind == "P" and "Art" in block.ancestors and "Table" not in block.ancestors
    return is_text and all(end == language for line in block.lines for end in line.languages)


def _list_line_distances(blocks: Sequence[TypesetBlock]) -> Iterator[float]:
    for block in blocks:
        for line, next_line in pairwise(block.lines):
            yield next_line.main_run.baseline - line.main_run.baseline
