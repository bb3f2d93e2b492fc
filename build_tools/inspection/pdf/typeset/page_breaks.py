"""Find the paragraphs that a page break divides, with both their parts.

Two blocks are one paragraph if one element of the structure tree contains both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.inspection.pdf.typeset import TypesetBlock, TypesetLine, TypesetPage


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Hold the two parts of a paragraph that a page break divides."""

    before: TypesetBlock
    after: TypesetBlock

    @property
    def edge_lines(self) -> tuple[TypesetLine, TypesetLine]:
        """The last line before the break, and the first line after it."""
        return self.before.lines[-1], self.after.lines[0]


def find_page_breaks(pages: Sequence[TypesetPage]) -> Iterator[PageBreak]:
    """Yield each paragraph, of the text or of a note, that continues on the next page."""
    for page, next_page in pairwise(pages):
        blocks_by_id = {block.id: block for block in page.blocks if block.lines}
        for after in next_page.blocks:
            if after.id in blocks_by_id and after.lines:
                yield PageBreak(blocks_by_id[after.id], after)
