"""Takes an edition and what its doctree says, gives the words that only the format has.

What: words that no block of the text has. Contents, running heads, marks of lists and numbers of
pages are none.
Example: the English name of a note that nobody has translated, put in by a library.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import differing
from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_sides import TextDifference


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each passage."""
    return differing(built, "extra", _said)


def _said(passage: TextDifference, where: str) -> str:
    return f"{passage.quotation} is no part of the text, on {where}"
