"""Takes e-books, gives what Ace, the checker of DAISY, finds in them.

What: all that Ace reports, of whatever impact: what axe sees in each document, the metadata, the
roles of what `epub:type` names, the titles. One browser serves every book.
Example: `<table>` with an empty `<th>`, which names no column: axe's empty-table-header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import ValidatorMessage, ace


def look_at_all(all: Sequence[Built]) -> Iterator[tuple[Built, Fault]]:
    """Yield each book's faults."""
    verdicts = ace.validate(built.whole for built in all)
    for built in all:
        for said in verdicts[built.whole]:
            yield built, Fault(built.whole, _told(said))


def _told(said: ValidatorMessage) -> str:
    return ": ".join(filter(None, (said.where, said.rule, said.message)))
