"""Where addresses lead: takes an edition beside what it says, tells which lead elsewhere.

An address is right where the word behind it is the one that the text has there.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.transcript import Spot
from build_tools.seeing.pages import local
from build_tools.seeing.pdf_places import Goal
from build_tools.seeing.words_sides import Side

# In points: how far above its first line the place of a heading, a paragraph, a picture may be.
ABOVE, BELOW = 120.0, 24.0


def misled(side: Side, spot: Spot) -> str:
    """Return what is wrong with an address; empty where nothing is."""
    return _in_book(side, spot) if side.book else _on_page(side, spot)


def _on_page(side: Side, spot: Spot) -> str:
    name = side.name(spot.page)
    page = side.pages.get(name)
    if page is None:
        return "is on a page that is not there"
    if spot.anchor not in page.ids:
        return "is no id of its page"
    wanted = side.word(spot)
    there = side.starts[name] + page.ids[spot.anchor]
    return "" if wanted is None or there == wanted else "does not stand before its own words"


def _in_book(side: Side, spot: Spot) -> str:
    goals = list(side.goals(spot.page, spot.anchor))
    if not goals:
        return "is no named place of the book"
    wanted = side.word(spot)
    flow = side.paper.flow if side.paper else None
    if wanted is None or flow is None:
        return ""
    page, top = flow.pages[wanted], flow.tops[wanted]
    if any(_is_at(goal, page, top) for goal in goals):
        return ""
    return f"leads to page {goals[0].page}, and its words stand on page {page}"


def _is_at(goal: Goal, page: int, top: float) -> bool:
    if goal.top is None or goal.page != page:
        return goal.page == page
    return -BELOW <= goal.top - top <= ABOVE


def permanent(side: Side) -> Iterator[tuple[str, str, str]]:
    """Yield the page, the id and the address of each permanent link that leads elsewhere."""
    for page in side.pages.values():
        for href, id in page.permanent:
            if local(href, page.name) != (page.name, id):
                yield page.name, id, href
