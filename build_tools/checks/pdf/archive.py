"""Takes a book, gives what page-validation holds against it by PDF/A-2a, the standard of archives.

What: the rules of ISO 19005-2 at level A. One rule is let pass, `WAIVED`, where it is wrong.
Example: a colour without the profile that says which colour it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.checks.row import Built, Fault
from build_tools.judges import page_validation

# page-validation 0.11.0 calls some streams longer or shorter than they say, and veraPDF does not:
# whether it is right is counted here.
WAIVED = "PDFA2A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)(?! \d+ R)[^\n]*?>>\s*stream(\r\n|\n)", re.DOTALL)
END = re.compile(rb"(\r\n|\n|\r)endstream")


def look_at_all(all: Sequence[Built]) -> Iterator[tuple[Built, Fault]]:
    """Yield a fault for each rule that a book breaks; one start judges all."""
    told = page_validation.validate((built.whole for built in all), ["2a"])
    for built in all:
        for one in told[built.whole]:
            if one.rule != WAIVED or not lengths_are_right(built.whole):
                yield built, Fault(built.whole, f"{one.message} ({one.rule})")


def lengths_are_right(pdf: Path) -> bool:
    """Return whether each stream of a file ends where it says."""
    data = pdf.read_bytes()
    return all(END.match(data, found.end() + int(found[1])) for found in STREAM.finditer(data))
