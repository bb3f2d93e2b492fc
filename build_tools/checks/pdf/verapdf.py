"""Takes books, gives what veraPDF holds against them by PDF/UA-1 and by PDF/A-2a.

What: both standards, by the validator of their own industry; one start judges all books.
Example: a heading that skips a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import verapdf


def look_at_all(all: Sequence[Built]) -> Iterable[tuple[Built, Fault]]:
    """Yield a fault for each rule that a book breaks."""
    said = verapdf.validate([built.whole for built in all])
    for built in all:
        for one in said[built.whole]:
            where = f"{one.where}: " if one.where else ""
            clause = one.clause or one.rule
            yield built, Fault(built.whole, f"{where}{one.message} ({clause})")
