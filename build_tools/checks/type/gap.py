"""Takes a book, gives the lines whose words stand too far apart.

What: in a line that is drawn out to both margins, half of the spaces are no wider than the
letters are high (one em); usual is a fifth to a half.
Example: a line of four words before a long name that may not be divided.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import read_typeset_pages
from build_tools.seeing.words import quote_start

MOST = 1.0


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each line that is drawn out too far."""
    for sheet in read_typeset_pages(built.whole):
        for line in (line for block in sheet.blocks for line in block.lines):
            wide = median(line.spaces) if line.spaces else 0
            if wide > MOST:
                said = f"page {sheet.number}: the spaces of {quote_start(line.text)}"
                yield Fault(built.whole, f"{said} are {wide:.1f} em wide")
