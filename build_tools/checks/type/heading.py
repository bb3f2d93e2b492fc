"""Takes a book, gives the headings that stand at the foot of a page without their text.

What: below each heading, on its page, stand at least two lines of what it is the heading of, or
a picture. A section of one line that ends there is whole.
Example: “Suggested Action Plan” as the last line of a page, its first item overleaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetBlock, TypesetPage, read_typeset_pages
from build_tools.seeing.words import quote_start

LEAST = 2
# In points: what stands no lower than this below another, as a mark and its item, is one line.
SAME = 3.0
SECTIONS = frozenset({"Art", "Part", "Sect"})


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each heading that has too little below it."""
    for sheet, following in pairwise(read_typeset_pages(built.whole)):
        for heading in _stranded(sheet, following):
            yield Fault(
                built.whole, f"page {sheet.number} ends after the heading {quote_start(heading)}"
            )


def _stranded(sheet: TypesetPage, following: TypesetPage) -> Iterator[str]:
    """Yield the words of each heading after which the page has too little of its section."""
    blocks = [block for block in sheet.text_blocks if block.lines or block.kind == "Figure"]
    for at, block in enumerate(blocks):
        ends_here = at + 1 == len(blocks) or not blocks[at + 1].is_heading
        if block.is_heading and ends_here and _told(blocks[at + 1 :]) < LEAST:
            below = [each for each in blocks[at + 1 :] if each.is_heading]
            if not below and _goes_on(block, following):
                yield block.text


def _told(blocks: Sequence[TypesetBlock]) -> int:
    """Return how many lines of text stand before the next heading; a picture is enough."""
    own = list(takewhile(lambda block: not block.is_heading, blocks))
    if any(block.kind == "Figure" for block in own):
        return LEAST
    feet = sorted(line.main_run.baseline for block in own for line in block.lines)
    return sum(foot > before + SAME for foot, before in zip(feet, [0.0, *feet], strict=False))


def _goes_on(heading: TypesetBlock, following: TypesetPage) -> bool:
    """Return whether the next page begins with what stands under a heading."""
    first = next((block for block in following.text_blocks if block.lines), None)
    return first is not None and _section(heading) in first.ancestor_ids


def _section(heading: TypesetBlock) -> int:
    """Return what tells the section that a heading heads from others; 0 where it heads none."""
    held = zip(heading.ancestors, heading.ancestor_ids, strict=True)
    return next((id for kind, id in reversed([*held]) if kind in SECTIONS), 0)
