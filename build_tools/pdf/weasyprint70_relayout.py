"""Patch how WeasyPrint 70 lays out a document again: until nothing moves, and no more of it than needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import document, layout
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import page as page_layout
from weasyprint.layout.percent import resolve_percentages

from build_tools.pdf.weasyprint70 import replace_functions

# After so many rounds a layout is taken as it is: a number may be so long that it moves what it counts.
MAX_ROUNDS = 40
Styles = Mapping[Any, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _MovablePage:
    """Hold a page that may get another place, its content, and where and how the page after it begins."""

    page: Any
    children: tuple[Any, ...]
    resume_at: Any
    next_page: Any


@contextmanager
def patch_relayout(choose_styles: Callable[[list[Any]], Styles]) -> Iterator[None]:
    """Within, lay out again the elements that `choose_styles` names, in their new styles.

    WeasyPrint lays out the pages of such an element, and those after them up to one that begins as before;
    but eight times at most, and then numbers of pages stay that were right before the last of them.
    Pages that are replaced are freed at once, and at the end what only a layout needs: they refer to one
    another in circles, and a worker collects no garbage.

    A page that begins as another one did, in the round before, is that page in another place: where a blank
    page is left out, those after it change sides.
    """
    original_make = layout.make_all_pages
    original_layout = document.layout_document
    original_page = page_layout.make_page
    movable: dict[str, _MovablePage] = {}
    unfinished: set[Any] = set()

    def lay_out(html: Any, tree: Any, context: Any) -> Iterator[Any]:
        """Lay out a document until nothing of it moves."""
        yield from original_layout(html, tree, context, max_loops=MAX_ROUNDS)
        vars(context.target_collector).clear()
        vars(context).clear()

    def make_all_pages(context: Any, tree: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        """Make the pages; once their numbers are stable, mark those to be made again."""
        found: list[Any] = []
        for page in original_make(context, tree, html, pages):
            _free_replaced_page(pages, len(found), page)
            found.append(page)
        moves = any(state[-1]["content_changed"] for state in context.page_maker)
        changed = {} if moves else choose_styles(found)
        movable.clear()
        if changed:
            _restyle_boxes(tree, changed)
            _mark_changed_pages(context, found, changed)
            movable.update(_map_movable_pages(context, found, unfinished))
        yield from found

    def make_page(context: Any, tree: Any, page_type: Any, resume_at: Any, number: int, state: Any) -> Any:
        """Make a page, or take the one that began so, if only its place is another one."""
        waits = context.reported_footnotes or context.broken_out_of_flow
        known = None if waits or page_type.blank else movable.pop(repr(resume_at), None)
        moved = known and _move_page(context, tree, known, page_type)
        if known and moved:
            _update_counters(context, moved, number, state)
            return moved, known.resume_at, known.next_page
        made = original_page(context, tree, page_type, resume_at, number, state)
        if context.reported_footnotes or context.broken_out_of_flow:
            unfinished.add(made[0])
        return made

    replacements = (
        (layout, "make_all_pages", make_all_pages),
        (document, "layout_document", lay_out),
        (page_layout, "make_page", make_page),
    )
    with replace_functions(*replacements):
        yield


def _free_replaced_page(pages: list[Any], index: int, new_page: Any) -> None:
    """Free the page of the round before that `new_page` replaces; the area of its notes refers to it."""
    if index < len(pages) and pages[index] is not new_page:
        pages[index].children = ()
        pages[index] = None


def _restyle_boxes(tree: Any, styles: Styles) -> None:
    for box in tree.descendants():
        if box.element in styles:
            box.style = box.style.copy()  # elements of the same style share it
            box.style.update(styles[box.element])


def _mark_changed_pages(context: Any, pages: Sequence[Any], changed: Styles) -> None:
    holds_changed = [bool(changed.keys() & {box.element for box in page.descendants()}) for page in pages]
    for index, state in enumerate(context.page_maker[: len(pages)]):
        # Also the two before: a page decides what the next begins with, and whether one is blank.
        if any(holds_changed[index : index + 3]):
            state[-1]["content_changed"] = True


def _map_movable_pages(
    context: Any, pages: Sequence[Any], unfinished: set[Any]
) -> Iterator[tuple[str, _MovablePage]]:
    """Yield each page that is the same in any place, by where it begins.

    It holds nothing that changes, no number of a page, and no note or float that begins or ends elsewhere.
    """
    for index, page in enumerate(pages):
        resume_at, *_, state = context.page_maker[index]
        is_whole = page not in unfinished and (index == 0 or pages[index - 1] not in unfinished)
        is_plain = not (page.page_type.blank or page.fixed_boxes or state["content_changed"])
        if resume_at and is_whole and is_plain and not any(box.missing_link for box in page.descendants()):
            next_resume_at, next_page, *_ = context.page_maker[index + 1]
            yield repr(resume_at), _MovablePage(page, tuple(page.children), next_resume_at, next_page)


def _move_page(context: Any, tree: Any, known: _MovablePage, page_type: Any) -> Any:
    """Return a page with the content of another one; None where its area has another size."""
    old, style = known.page, context.style_for(page_type)
    style["overflow"] = tree.viewport_overflow
    page = boxes.PageBox(page_type, style)
    width, height = style["size"]
    resolve_percentages(page, (width, height))
    page.position_x = page.position_y = 0
    page_layout.page_width(page, context, width)
    page_layout.page_height(page, context, height)
    if (page.width, page.height, page_type.name) != (old.width, old.height, old.page_type.name):
        return None
    page.children, page.fixed_boxes = known.children, []
    for child in page.children:
        child.translate(
            page.content_box_x() - old.content_box_x(), page.content_box_y() - old.content_box_y()
        )
    return page


def _update_counters(context: Any, page: Any, number: int, state: Any) -> None:
    """Count a page that is not laid out, and tell references to it where their targets are now."""
    context.current_page = number
    page_layout._standardize_page_based_counters(page.style, None)
    build.update_counters(state, page.style)
    before = {anchor for *_, past in context.page_maker[: number - 1] for anchor in past.get("anchors", ())}
    own = {box.style["anchor"]: None for box in page.descendants(placeholders=True) if box.style["anchor"]}
    anchors = [anchor for anchor in own if anchor not in before]
    context.page_maker[number - 1][-1]["anchors"].extend(anchors)
    for anchor in anchors:
        context.target_collector.cache_target_page_counters(anchor, state[1], number - 1, context.page_maker)
