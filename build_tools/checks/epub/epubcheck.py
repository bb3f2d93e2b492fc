"""Takes e-books, gives what EPUBCheck finds in them.

What: all that EPUBCheck calls an error or a warning; what it only notes (that there are fonts) is
no fault. One start judges every book.
Example: `<dc:identifier>urn:uuid:1</dc:identifier>`, which is no UUID: OPF-085.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import ValidatorMessage, epubcheck


def look_at_all(all: Sequence[Built]) -> Iterator[tuple[Built, Fault]]:
    """Yield each book's faults."""
    verdicts = epubcheck.validate(built.whole for built in all)
    for built in all:
        for said in verdicts[built.whole]:
            if said.severity != "note":
                yield built, Fault(built.whole, _told(said))


def _told(said: ValidatorMessage) -> str:
    place = f"{said.where}:{said.line}" if said.line else said.where
    return ": ".join(filter(None, (place, said.rule, said.message)))
