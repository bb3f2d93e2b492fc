"""Choose a few pages of an edition that together show all its constructs."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.inspection.html.page import HtmlPage, get_tag_name, is_redirect

# What opens a page at all, in elements: two small pages cost more than one twice as long.
PAGE_COST = 300


def choose_sample_pages(pages: Iterable[HtmlPage]) -> tuple[HtmlPage, ...]:
    """Return pages that together contain every element, class and role of the edition.

    A greedy set cover: the next page is the one with the most new constructs for its length.
    Redirect pages are never chosen, because nobody sees them.
    """
    candidates = {page: list_constructs(page) for page in pages if not is_redirect(page)}
    length = {page: PAGE_COST + sum(1 for _ in page.tree.iter()) for page in candidates}
    uncovered = frozenset[str]().union(*candidates.values())
    sample: list[HtmlPage] = []
    while uncovered:
        best = max(candidates, key=lambda page: len(candidates[page] & uncovered) / length[page])
        uncovered -= candidates.pop(best)
        sample.append(best)
    return tuple(sample)


def list_constructs(page: HtmlPage) -> frozenset[str]:
    """Return the constructs of a page: its elements with parent, class and role."""
    names: set[str] = set()
    for element in page.tree.iter():
        name, parent = get_tag_name(element), element.getparent()
        if name:
            names.update(f"{name}.{word}" for word in (element.get("class") or "").split())
            names.add(f"{name}[{element.get('role') or ''}]")
            names.add(f"{'' if parent is None else get_tag_name(parent)} > {name}")
    return frozenset(names)
