"""Words for pictures: takes an edition beside what it says, gives those that it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.transcript import Block
from build_tools.seeing.words_gaps import gaps
from build_tools.seeing.words_sides import Side


def unsaid(side: Side) -> Iterator[Block]:
    """Yield each picture of the text whose words no picture of the edition says in its order."""
    blocks = [block for block in side.said.blocks if block.kind == "image" and _is_in(side, block)]
    expected = [_plain(block.text) for block in blocks]
    found = [_plain(words) for words in _found(side)]
    for gap in gaps(expected, found):
        yield from blocks[gap.a : gap.b]


def _is_in(side: Side, block: Block) -> bool:
    return not block.formats or side.format in block.formats


def _found(side: Side) -> Iterator[str]:
    if side.paper:
        yield from (words for words, _ in side.paper.pictures)
    for page in side.pages.values():
        yield from page.pictures


def _plain(words: str) -> str:
    return " ".join(words.split())
