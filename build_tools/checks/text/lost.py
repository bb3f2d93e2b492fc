"""Takes an edition and what its doctree says, gives the words that it lacks.

What: a word of the text that is nowhere in the format, in the order of reading.
Example: a table whose last row no e-book shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import differing
from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_sides import TextDifference


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each passage."""
    return differing(built, "lost", _said)


def _said(passage: TextDifference, where: str) -> str:
    return f"{passage.quotation} is lost, after {where}"
