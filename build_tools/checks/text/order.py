"""Takes an edition and what its doctree says, gives the passages that it says elsewhere.

What: words that stand before or after what they follow in the text. A book is read by its tags.
Example: a sidebar that is read in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import differing
from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_sides import TextDifference


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each passage."""
    return differing(built, "order", _said)


def _said(passage: TextDifference, where: str) -> str:
    return f"{passage.quotation} is out of order, on {where}"
