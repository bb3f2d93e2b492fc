"""Takes a book, gives where its text is not as large, or its lines not as far apart, as meant.

What: the letters of running text and the way from line to line are those that the design gives
the writing of the language (`--book-size`, `--book-scale` and `--book-leading` in
`styles/base/tokens.css`): Arabic is set larger and with more leading than Latin, Korean smaller.
Example: an Arabic book in 10.2 pt, as a sheet of styles for Latin has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetBlock, read_typeset_pages
from build_tools.seeing.layout_measures import read_page_metrics

# Of what is meant: what rounding may do. A book of fewer lines than this has no running text.
SLACK, LEAST = 0.02, 12


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for the size, and one for the leading, that is not as it is meant."""
    meant = read_page_metrics(built.language.writing_system)
    blocks = [
        block
        for sheet in read_typeset_pages(built.whole)
        for block in sheet.text_blocks
        if _runs(block, built.language.tag)
    ]
    sizes = [line.main_run.size for block in blocks for line in block.lines]
    if len(sizes) < LEAST:
        return
    for name, seen, due in (
        ("letters", sizes, meant.font_size),
        ("the way from line to line", list(_leading(blocks)), meant.line_height),
    ):
        if seen and abs(median(seen) - due) > SLACK * due:
            said = f"running text has {name} of {median(seen):.2f} pt, not of {due:.2f} pt"
            yield Fault(built.whole, said)


def _runs(block: TypesetBlock, language: str) -> bool:
    """Return whether a block is running text of a language: a paragraph, not of a table."""
    is_text = block.kind == "P" and "Art" in block.ancestors and "Table" not in block.ancestors
    return is_text and all(end == language for line in block.lines for end in line.languages)


def _leading(blocks: Sequence[TypesetBlock]) -> Iterator[float]:
    for block in blocks:
        for one, other in pairwise(block.lines):
            yield other.main_run.baseline - one.main_run.baseline
