"""Takes an edition and what its doctree says, gives the words that only the format has.

What: words that no block of the text has. Contents, running heads, marks of lists and numbers of
pages are none.
Example: the English name of a note that nobody has translated, put in by a library.
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
    for passage in found.passages("extra"):
        file, line, article = passage.at(built.whole, built.home)
        where = f"{passage.where} of the {built.target.format}"
        message = f"{passage.quoted} is no part of the text, on {where}"
        yield Fault(file, message, line, article)
