"""Takes an edition and what its doctree says, gives the permanent addresses that fail.

What: an article, a numbered paragraph or a lettered item whose anchor (`ec-8-p2`) the format lacks
or has elsewhere; a permanent link of a heading that does not lead to that heading.
Example: a book in which `ca-3` leads to the page after its title.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.comparing import beside, misled
from build_tools.checks.row import Built, Fault
from build_tools.seeing.pages import resolve_link
from build_tools.seeing.words_sides import TextComparison


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each address."""
    return beside(built, _all)


def _all(built: Built, found: TextComparison) -> Iterator[Fault]:
    for spot in found.expected_text.anchors:
        wrong = misled(found, spot) if spot.kind in ("article", "paragraph") else ""
        if wrong:
            message = f"{spot.name} of {found.get_page_file(spot.page)} {wrong}"
            yield Fault(built.whole, message, article=spot.name)
    for page, id, href in _permanent(found):
        file = built.whole / page if built.whole.is_dir() else built.whole
        yield Fault(file, f"the permanent link of {id} on {page} leads to {href}", article=id)


def _permanent(found: TextComparison) -> Iterator[tuple[str, str, str]]:
    """Yield the page, the id and the address of each permanent link that leads elsewhere."""
    for page in found.pages.values():
        for href, id in page.permalinks:
            if resolve_link(href, page.name) != (page.name, id):
                yield page.name, id, href
