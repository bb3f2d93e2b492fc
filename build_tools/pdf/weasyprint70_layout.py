"""Patch how WeasyPrint 70 lays out pages: breaks, numbers of pages, pictures without a size."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from weasyprint import layout
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout import page as page_layout

from build_tools.pdf.layout_boxes import iter_boxes, iter_child_boxes
from build_tools.pdf.weasyprint70 import is_hyphenated, replace_functions


@contextmanager
def patch_page_breaks(may_wait: Callable[[Any], bool]) -> Iterator[None]:
    """Within, end no page in a divided word if its paragraph has another line to give.

    Lines are kept back as for widows: one more while the last line that would stay is divided.
    As for widows, a paragraph with too few lines moves to the next page whole, unless `may_wait`
    says of its box that it will be laid out again.
    """
    original_break, original_find = block._break_line, block.find_earlier_page_break

    def break_line(context: Any, box: Any, line: Any, lines: list[Any], needed: int, *rest: Any) -> Any:
        """Break a paragraph, not within a word while lines can be spared."""
        spare = len(lines) - box.style["orphans"]
        more = needed
        while more <= spare and is_hyphenated(lines[-1 - more]):
            more += 1
        waits = more > spare and may_wait(box)
        return original_break(context, box, line, lines, needed if waits else more, *rest)

    def find_earlier(context: Any, children: Any, *placed: Any) -> Any:
        """Find an earlier page break, not within a word while lines can be spared."""
        kept = len(children)
        if children and isinstance(children[0], boxes.LineBox):
            widows, orphans = children[0].style["widows"], children[0].style["orphans"]
            while kept > widows and is_hyphenated(children[kept - widows - 1]):
                kept -= 1
            if kept - widows < orphans and may_wait(children[0]):
                kept = len(children)
        found = original_find(context, children[:kept], *placed)
        if found:
            block.remove_placeholders(context, children[kept:], *placed)
        return found

    replacements = (block, "_break_line", break_line), (block, "find_earlier_page_break", find_earlier)
    with replace_functions(*replacements):
        yield


@contextmanager
def patch_page_counters() -> Iterator[None]:
    """Within, lay out a page again where a page number that it shows is another one by now.

    WeasyPrint finds references by the name of their target, and records None for that of
    `target-counter(attr(href), page)`: these keep their first number. It takes a reference for one that
    shows the number of its own page too, so that each page with one is laid out again for each round.
    """
    original_collect = TargetCollector.collect_missing_counters
    original_make = layout.make_all_pages
    references: dict[str, list[Any]] = {}
    parsed: list[tuple[Any, int]] = []

    def collect(
        collector: Any, box: Any, token: str, again: Any, missing: Any, goals: dict[Any, Any]
    ) -> None:
        """Set the target that WeasyPrint records as None, and drop its counters from those of the page."""
        if None in goals:
            goals[box.element.get("href", "").removeprefix("#")] = goals.pop(None)
        if any(missing is names for names in goals.values()) and not _shows_own_counter(box):
            missing = []
        original_collect(collector, box, token, again, missing, goals)

    def cache_counters(collector: Any, anchor: str, counters: Any, index: int, page_maker: Any) -> None:
        """Record the page of a target; parse again the references that show a counter that has changed."""
        target = collector.target_lookup_items.get(anchor)
        if collector.collecting or not target or target.state != "up-to-date":
            return
        before, target.cached_page_counter_values = target.cached_page_counter_values, copy.deepcopy(counters)
        target.page_maker_index = index
        if not references:
            references.update(_group_references(collector))
        for item in references.get(anchor, ()):
            names = item.missing_target_counters[anchor]
            if any(before.get(name) != counters.get(name) for name in names):
                item.parse_again(item.cached_page_counter_values)
                parsed.append((item, index))
                if item.page_maker_index in range(index + 1, len(page_maker)):
                    page_maker[item.page_maker_index][-1]["content_changed"] = True

    def make_all_pages(context: Any, *rest: Any) -> Iterator[Any]:
        """Make the pages; mark those on which a reference was parsed again after they had been made."""
        parsed.clear()
        yield from original_make(context, *rest)
        for item, index in parsed:
            if item.page_maker_index in range(min(index + 1, len(context.page_maker))):
                context.page_maker[item.page_maker_index][-1]["content_changed"] = True

    with replace_functions(
        (TargetCollector, "collect_missing_counters", collect),
        (TargetCollector, "cache_target_page_counters", cache_counters),
        (layout, "make_all_pages", make_all_pages),
    ):
        yield


def _group_references(collector: Any) -> Mapping[str, list[Any]]:
    """Return the references that show a counter of a target's page, by the name of the target."""
    grouped = defaultdict[str, list[Any]](list)
    for (_, part), item in collector.counter_lookup_items.items():
        for anchor in item.missing_target_counters if part == "content" else ():
            grouped[anchor].append(item)
    return grouped


def _shows_own_counter(box: Any) -> bool:
    content = box.style["content"]
    return any(part[0] in ("counter()", "counters()") for part in content if isinstance(part, tuple))


@contextmanager
def patch_unsized_images() -> Iterator[None]:
    """Within, lay out a picture in a line that has proportions and no size in text from the right.

    WeasyPrint moves it as it would a block, which has its position by then.
    """
    original_layout = inline.inline_replaced_box_layout

    def lay_out(box: Any, containing_block: Any) -> Any:
        """Lay out a picture at a position that its line sets afterwards."""
        box.position_x = box.position_y = 0
        return original_layout(box, containing_block)

    with replace_functions((inline, "inline_replaced_box_layout", lay_out)):
        yield


@contextmanager
def patch_waiting_notes() -> Iterator[None]:
    """Within, begin each page with the notes that the one before it left over, also where it is made again.

    WeasyPrint has one list of them: notes that a page left over in an earlier round were printed once more
    on the next page that was made again, wherever it stood.
    """
    original_remake = page_layout.remake_page
    waiting: dict[int, list[Any]] = {}

    def remake_page(index: int, context: Any, tree: Any, html: Any) -> Any:
        """Make a page again, and the next one too if it begins with other notes than it did."""
        context.reported_footnotes = list(waiting.get(index, ()))
        made = original_remake(index, context, tree, html)
        left = list(context.reported_footnotes)
        is_last = made[1] is None  # only a page of notes may follow it
        if (is_last and left) or (not is_last and left != waiting.get(index + 1, left)):
            context.page_maker[index + 1][-1]["content_changed"] = True
        waiting[index + 1] = left
        return made

    with replace_functions((page_layout, "remake_page", remake_page)):
        yield


@contextmanager
def patch_descendants() -> Iterator[None]:
    """Within, go through a box and all within in one loop, not in a generator for each level."""

    def iter_descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
        """Return a box and all boxes within; with `placeholders`, also those that others stand for."""
        return iter_boxes(box, iter_child_boxes if placeholders else _list_own_children)

    with replace_functions((boxes.Box, "descendants", iter_descendants)):
        yield


def _list_own_children(box: Any) -> Sequence[Any]:
    """Return the children of a box; of a placeholder none, since they are not of the flow."""
    return box.children if isinstance(box, boxes.Box) else ()
