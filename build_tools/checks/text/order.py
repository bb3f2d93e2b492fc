"""Takes an edition and what its doctree says, gives the passages that it says elsewhere.

What: words that stand before or after what they follow in the text. A book is read by its tags.
Example: a sidebar that is read in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_sides import AGAIN, side, unread


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each passage."""
    found = side(built.whole, built.target.format, built.said, turns=built.language.is_rtl)
    if found is None:
        yield Fault(built.whole, unread(built.said), remedy=AGAIN)
        return
    for passage in found.passages("order"):
        file, line, article = passage.at(built.whole, built.home)
        message = (
            f"{passage.quoted} is out of order, on {passage.where} of the {built.target.format}"
        )
        yield Fault(file, message, line, article)
