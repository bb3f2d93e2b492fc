"""Takes an edition and what its doctree says, gives words for pictures that a format lacks.

What: a picture whose alternative text in the doctree is not in the format, in its order.
Example: a figure of a book without `/Alt`.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import beside, home_of
from build_tools.checks.row import Built, Fault
from build_tools.model.transcript import Block
from build_tools.seeing.words_gaps import compute_patience_diff
from build_tools.seeing.words_sides import TextComparison


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each picture."""
    return beside(built, _all)


def _all(built: Built, found: TextComparison) -> Iterator[Fault]:
    for block in _unsaid(found):
        message = f"no picture of {found.get_page_file(block.page)} says “{_plain(block.text)}”"
        yield Fault(home_of(built, block), message, block.place.line, block.article)


def _unsaid(side: TextComparison) -> Iterator[Block]:
    """Yield each picture of the text whose words no picture of the edition says in its order."""
    blocks = [
        block
        for block in side.expected_text.blocks
        if block.kind == "image" and _is_in(side, block)
    ]
    expected = [_plain(block.text) for block in blocks]
    found = [_plain(words) for words in _found(side)]
    for gap in compute_patience_diff(expected, found):
        yield from blocks[gap.left_start : gap.left_end]


def _is_in(side: TextComparison, block: Block) -> bool:
    return not block.formats or side.format in block.formats


def _found(side: TextComparison) -> Iterator[str]:
    if side.pdf_text:
        yield from (words for words, _ in side.pdf_text.alternatives)
    for page in side.pages.values():
        yield from page.alternatives


def _plain(words: str) -> str:
    return " ".join(words.split())
