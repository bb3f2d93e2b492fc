"""Takes an edition and what its doctree says, gives the words that it lacks.

What: a word of the text that is nowhere in the format, in the order of reading.
Example: a table whose last row no e-book shows.
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
    for passage in found.passages("lost"):
        file, line, article = passage.at(built.whole, built.home)
        message = f"{passage.quoted} is lost, after {passage.where} of the {built.target.format}"
        yield Fault(file, message, line, article)
