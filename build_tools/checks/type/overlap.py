"""Takes a book, gives the letters that are printed over others.

What: no two lines of a page share a place, nor two pieces of one line: of each is taken what its
small letters fill, so that accents and tails may meet as they do in every book.
Example: a name that is too long for its cell and runs on over the next cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TextRun, TypesetPage, read_typeset_pages
from build_tools.seeing.words import quote_start

# In sizes of the letters: what counts as filled above and below their line.
ABOVE, BELOW = 0.45, 0.05
# In points: by how much both must meet.
LEAST = 1.5


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each pair of pieces that share a place."""
    for sheet in read_typeset_pages(built.whole):
        for one, other in _met(sheet):
            said = f"{quote_start(one.text.strip())} and {quote_start(other.text.strip())}"
            yield Fault(built.whole, f"page {sheet.number}: {said} stand in one place")


def _met(sheet: TypesetPage) -> Iterator[tuple[TextRun, TextRun]]:
    held = [piece for block in sheet.blocks for line in block.lines for piece in line.runs]
    drawn = [piece for piece in (*held, *sheet.furniture) if piece.text.strip()]
    drawn.sort(key=_top)
    for at, one in enumerate(drawn):
        below = one.baseline + BELOW * one.size
        near = takewhile(lambda other, foot=below: _top(other) < foot, drawn[at + 1 :])  # type: ignore[misc]
        yield from ((one, other) for other in near if _meet(one, other))


def _top(piece: TextRun) -> float:
    return piece.baseline - ABOVE * piece.size


def _meet(one: TextRun, other: TextRun) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    foot = min(piece.baseline + BELOW * piece.size for piece in (one, other))
    high = foot - max(_top(one), _top(other))
    return wide > LEAST and high > LEAST
