"""A few pages that stand for all: takes the pages of an edition, gives those to look at closely."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.seeing.pages import Leaf, leads_on, tag

# What opens a page at all, in elements: two small pages cost more than one twice as long.
OPENING = 300


def chosen(pages: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Return pages on which every element, class and role of all of them stands somewhere.

    Each next one shows the most that is new for its length. A page that turns to another at once
    is never among them: nobody sees it.
    """
    waiting = {leaf: constructs(leaf) for leaf in pages if not leads_on(leaf)}
    length = {leaf: OPENING + sum(1 for _ in leaf.tree.iter()) for leaf in waiting}
    left = frozenset[str]().union(*waiting.values())
    taken: list[Leaf] = []
    while left:
        best = max(waiting, key=lambda leaf: len(waiting[leaf] & left) / length[leaf])
        left -= waiting.pop(best)
        taken.append(best)
    return tuple(taken)


def constructs(leaf: Leaf) -> frozenset[str]:
    """Return what a page is made of: its elements, what each stands in, their classes and roles."""
    found: set[str] = set()
    for element in leaf.tree.iter():
        name, around = tag(element), element.getparent()
        if name:
            found.update(f"{name}.{word}" for word in (element.get("class") or "").split())
            found.add(f"{name}[{element.get('role') or ''}]")
            found.add(f"{'' if around is None else tag(around)} > {name}")
    return frozenset(found)
