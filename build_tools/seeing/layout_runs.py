"""Paragraphs that a page divides: takes the sheets of a book, gives each with both its parts.

The structure of the file says that two parts are one paragraph: one element holds both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.seeing.layout import Block, Line, Sheet


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph that a page divides: what stands before the break, and what after it."""

    before: Block
    after: Block

    @property
    def edge(self) -> tuple[Line, Line]:
        """The last line before the break, and the first one after it."""
        return self.before.lines[-1], self.after.lines[0]


def breaks(sheets: Sequence[Sheet]) -> Iterator[Break]:
    """Yield each paragraph, of the text or of a note, that goes on from a page to the next."""
    for one, other in pairwise(sheets):
        begun = {block.id: block for block in one.blocks if block.lines}
        for after in other.blocks:
            if after.id in begun and after.lines:
                yield Break(begun[after.id], after)
