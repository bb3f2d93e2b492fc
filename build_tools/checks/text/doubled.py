"""Takes an edition and what its doctree says, gives the passages that it says twice.

What: words that stand a second time where the text has them once.
Example: the paragraph at the end of a page, printed again at the head of the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import differing
from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_sides import TextDifference


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each passage."""
    return differing(built, "doubled", _said)


def _said(passage: TextDifference, where: str) -> str:
    return f"{passage.quotation} is said twice, on {where}"
