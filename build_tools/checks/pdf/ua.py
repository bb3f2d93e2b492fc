"""Takes a book, gives what page-validation holds against it by PDF/UA-1, the standard of access.

What: the rules of ISO 14289-1 that a program can judge.
Example: a link annotation without an alternate description.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.row import Built, Fault
from build_tools.judges import page_validation


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each rule that the book breaks."""
    for one in page_validation.judged([built.whole], ["ua1"])[built.whole]:
        yield Fault(built.whole, f"{one.message} ({one.rule})")
