"""Paragraphs that a page divides: takes the sheets of a book, gives each with both its parts.

Where the file does not say that two parts are one paragraph, their place tells: the second is
first on its page, in the same kind of thing, has no mark of its own and is not indented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.seeing.layout import Block, Line, Sheet
from build_tools.seeing.layout_blocks import HEADINGS

# Of a line that is quoted, so many letters.
_MOST = 60
# What no page divides.
_WHOLE = HEADINGS | {"Lbl", "Caption"}
# In points: a first line that begins this much further in than the others is indented.
_INDENT = 4.0
# Of the line: how much a last line may lack that goes on on the next page.
_FULL = 0.3


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph that a page divides: what stands before the break, and what after it."""

    before: Block
    after: Block

    @property
    def edge(self) -> tuple[Line, Line]:
        """The last line before the break, and the first one after it."""
        return self.before.lines[-1], self.after.lines[0]


def shown(text: str) -> str:
    """Return some words by which a person finds a place on a page."""
    return f"“{text if len(text) <= _MOST else text[:_MOST].rstrip() + '…'}”"


def breaks(sheets: Sequence[Sheet]) -> Iterator[Break]:
    """Yield each paragraph of the text that goes on from a page to the next."""
    for one, other in pairwise(sheets):
        before = [block for block in one.text if block.lines]
        after = [block for block in other.text if block.lines]
        if before and after and _goes_on(before[-1], after[0], after):
            yield Break(before[-1], after[0])


def _goes_on(before: Block, after: Block, following: Sequence[Block]) -> bool:
    if before.id == after.id:
        return True
    if (before.kind, before.within) != (after.kind, after.within) or before.kind in _WHOLE:
        return False
    is_text = "Art" in before.within
    return is_text and not _begins(after, following) and _is_full(before)


def _begins(block: Block, following: Sequence[Block]) -> bool:
    """Return whether the first line of a block is indented, so that a paragraph begins there."""
    like = [each for each in following if each.within == block.within and each is not block]
    others = [*block.lines[1:], *(line for each in like for line in each.lines[1:])]
    start = _starts(block.lines[:1], block.is_rtl)
    return bool(others) and start > _starts(others, block.is_rtl) + _INDENT


def _starts(lines: Sequence[Line], is_rtl: bool) -> float:
    """Return how far in the line stands that begins furthest out."""
    return min(-line.right if is_rtl else line.left for line in lines)


def _is_full(block: Block) -> bool:
    """Return whether the last line of a block reaches as far as its others."""
    *others, last = block.lines
    room = max((line.right - line.left for line in others), default=0)
    return last.right - last.left > room * (1 - _FULL)
