"""Takes an edition and what its doctree says, gives the notes that are parted from their calls.

What: a call that leads to no note or to another, a note that does not lead back, or whose number
or words are not those of the text.
Example: a call “3” that leads to note 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_notes import parted
from build_tools.seeing.words_sides import AGAIN, side, unread


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each call and each note."""
    found = side(built.whole, built.target.format, built.said, turns=built.language.is_rtl)
    if found is None:
        yield Fault(built.whole, unread(built.said), remedy=AGAIN)
        return
    for at, wrong in parted(found):
        block = found.said.blocks[min(at, len(found.said.blocks) - 1)]
        file = built.home / block.place.file if block.place.file else built.whole
        yield Fault(file, wrong, block.place.line, block.article)
