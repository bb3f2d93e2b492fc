"""Takes an edition and what its doctree says, gives the permanent addresses that fail.

What: an article, a numbered paragraph or a lettered item whose anchor (`ec-8-p2`) the format lacks
or has elsewhere; a permanent link of a heading that does not lead to that heading.
Example: a book in which `ca-3` leads to the page after its title.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.words_places import misled, permanent
from build_tools.seeing.words_sides import AGAIN, Side, side, unread


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each address."""
    found = side(built.whole, built.target.format, built.said, turns=built.language.is_rtl)
    if found is None:
        yield Fault(built.whole, unread(built.said), remedy=AGAIN)
        return
    yield from _addresses(built, found)
    for page, id, href in permanent(found):
        file = built.whole / page if built.whole.is_dir() else built.whole
        yield Fault(file, f"the permanent link of {id} on {page} leads to {href}", article=id)


def _addresses(built: Built, found: Side) -> Iterator[Fault]:
    for spot in found.said.spots:
        wrong = misled(found, spot) if spot.kind in ("article", "paragraph") else ""
        if wrong:
            message = f"{spot.anchor} of {found.name(spot.page)} {wrong}"
            yield Fault(built.whole, message, article=spot.anchor)
