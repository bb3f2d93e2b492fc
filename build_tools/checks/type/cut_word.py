"""Takes a book, gives the words that a line ends within, without a hyphen.

What: the last letters of a line and the first of the next are words of their own in the text;
where they are one word there, and never two that follow each other, a line has cut it. Addresses
may be cut, and what has a hyphen of its own.
Example: a Korean word of which two syllables stand on one line and two on the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from build_tools.checks.comparing import unsaid
from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetLine, TypesetPage, read_typeset_pages
from build_tools.seeing.layout_runs import find_page_breaks
from build_tools.seeing.words import quote_start
from build_tools.seeing.words_transcript import read_expected_text


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each word that a line cuts, or one where nothing says what words are."""
    said = read_expected_text(built.said)
    if said is None:
        yield unsaid(built)
        return
    texts = [block.text.split() for block in said.blocks]
    words = {word for text in texts for word in text}
    pairs = {pair for text in texts for pair in pairwise(text)}
    for page, one, other in _turns(read_typeset_pages(built.whole)):
        before, after = _edge(one, other)
        if before + after in words and (before, after) not in pairs:
            yield Fault(
                built.whole, f"page {page}: a line ends within {quote_start(before + after)}"
            )


def _turns(read: Sequence[TypesetPage]) -> Iterator[tuple[int, TypesetLine, TypesetLine]]:
    """Yield each line with the next of its paragraph, and the page that it stands on."""
    for sheet in read:
        for block in sheet.blocks:
            yield from ((sheet.number, *pair) for pair in pairwise(block.lines))
    yield from ((broken.before.page, *broken.edge_lines) for broken in find_page_breaks(read))


def _edge(one: TypesetLine, other: TypesetLine) -> tuple[str, str]:
    """Return the letters on both sides of a line's end; nothing where a word may end there."""
    before, after = one.text.split()[-1:], other.text.split()[:1]
    if before and after and before[0][-1].isalpha() and after[0][0].isalpha():
        return before[0], after[0]
    return "", ""
