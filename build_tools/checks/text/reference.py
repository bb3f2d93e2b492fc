"""Takes an edition and what its doctree says, gives the references that lead astray.

What: a reference of the text that is no link, or whose link leads to another page, another place or
another address than the text names.
Example: “Right II” on a page of the book, whose link opens Right III.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_links import strayed
from build_tools.seeing.words_sides import AGAIN, side, unread


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each reference."""
    found = side(built.whole, built.target.format, built.said, turns=built.language.is_rtl)
    if found is None:
        yield Fault(built.whole, unread(built.said), remedy=AGAIN)
        return
    for lead, wrong in strayed(found):
        block = found.said.blocks[min(lead.block, len(found.said.blocks) - 1)]
        file = built.home / block.place.file if block.place.file else built.whole
        message = f"the reference “{' '.join(lead.text.split())}” of {lead.page} {wrong}"
        yield Fault(file, message, block.place.line, block.article)
