"""Takes the pages of editions, gives what Nu, the W3C's checker, holds against them.

What: pages, their sheets and drawings, by the HTML Living Standard and CSS; one start judges all.
Example: `<p>` within `<span>`; an attribute that no standard knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import nu
from build_tools.layout import iter_files

KINDS = frozenset({".html", ".css", ".svg"})


def look_at_all(all: Sequence[Built]) -> Iterable[tuple[Built, Fault]]:
    """Yield a fault for each error and warning; what Nu only remarks upon is none."""
    judged = {
        file: built for built in all for file in iter_files(built.whole) if file.suffix in KINDS
    }
    for file, said in nu.validate(judged).items():
        for one in said:
            if one.severity != "note":
                near = f": {one.where}" if one.where else ""
                yield judged[file], Fault(file, f"{one.message}{near}", one.line)
