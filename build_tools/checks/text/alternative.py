"""Takes an edition and what its doctree says, gives words for pictures that a format lacks.

What: a picture whose alternative text in the doctree is not in the format, in its order.
Example: a figure of a book without `/Alt`.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_pictures import unsaid
from build_tools.seeing.words_sides import AGAIN, side, unread


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each picture."""
    found = side(built.whole, built.target.format, built.said, turns=built.language.is_rtl)
    if found is None:
        yield Fault(built.whole, unread(built.said), remedy=AGAIN)
        return
    for block in unsaid(found):
        file = built.home / block.place.file if block.place.file else built.whole
        words = " ".join(block.text.split())
        message = f"no picture of {found.name(block.page)} says “{words}”"
        yield Fault(file, message, block.place.line, block.article)
