"""Find last pages of chapters that hold too few lines, so that they get more from the page before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# The fewest lines that may stand alone before an empty rest of a page.
MIN_LINES = 5
# Keep a paragraph on one page; keep one on the page of that before it.
WHOLE_STYLE: Mapping[str, Any] = {"orphans": 99}
FOLLOWING_STYLE: Mapping[str, Any] = {"break_before": "avoid"}
FORCED_BREAKS = ("recto", "page")


def iter_paragraphs_to_move(pages: Sequence[Any]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """Yield the first paragraph of each short last page, with the style that brings lines to that page."""
    written = [page for page in pages if not page.page_type.blank]
    for before, page, after in zip(written, written[1:], written[2:], strict=False):
        paragraphs = list(_iter_paragraphs(page))
        lines = sum(len(box.children) for box in paragraphs)
        if 0 < lines < MIN_LINES and _has_forced_break(page, after) and not _has_forced_break(before, page):
            first = paragraphs[0].element
            is_divided = any(box.element is first for box in _iter_paragraphs(before))
            yield first, WHOLE_STYLE if is_divided else FOLLOWING_STYLE


def _has_forced_break(before: Any, page: Any) -> bool:
    """Return whether an element of a page always begins a page, and does not go on from the one before."""
    forced = {box.element for box in page.descendants() if box.style["break_before"] in FORCED_BREAKS}
    return bool(forced - {box.element for box in before.descendants()})


def _iter_paragraphs(page: Any) -> Iterator[Any]:
    """Yield the boxes of the text that hold lines."""
    for box in page.descendants():
        is_text = box.element is not None and box.element_tag == box.element.tag
        if is_text and any(type(child).__name__ == "LineBox" for child in getattr(box, "children", ())):
            yield box
