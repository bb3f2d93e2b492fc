"""Takes a book, gives what page-validation holds against it by PDF/UA-1, the standard of access.

What: the rules of ISO 14289-1 that a program can judge.
Example: a link annotation without an alternate description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import page_validation


def look_at_all(all: Sequence[Built]) -> Iterator[tuple[Built, Fault]]:
    """Yield a fault for each rule that a book breaks; one start judges all."""
    told = page_validation.validate((built.whole for built in all), ["ua1"])
    for built in all:
        for one in told[built.whole]:
            yield built, Fault(built.whole, f"{one.message} ({one.rule})")
