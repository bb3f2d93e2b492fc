"""Make the pages of a book a multiple of four, with few blank ones, so that it can be folded and stapled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint import Document

from build_tools.pdf import layout_boxes

# A sheet that is folded once has so many pages.
PAGES_IN_SHEET = 4
MAX_BLANK_PAGES = 3
# The empty pages stand among the last, before the back cover.
MAX_END_PAGES = 2 * PAGES_IN_SHEET
# The class of an empty element that stands on a page of its own, before the back cover.
SPARE = "spare"


def remove_spare_pages(document: Document) -> None:
    """Remove empty pages that the sheets of a book do not need; one without such pages stays as it is."""
    spare = [page for page in document.pages if _is_spare(layout_boxes.get_page_box(page))]
    for page in spare[: len(document.pages) % PAGES_IN_SHEET]:
        document.pages.remove(page)


def find_parts_to_move(pages: Sequence[Any]) -> tuple[Any, ...]:
    """Return the elements that should begin any page, not a right-hand one: too many pages are blank.

    The last parts of a book are the first to be moved. Without any blank page before a part, at most
    three complete the last sheet.
    """
    spare = sum(map(_is_spare, pages[-MAX_END_PAGES:]))
    blank = [index for index, page in enumerate(pages) if page.page_type.blank]
    written = len(pages) - spare - len(blank)
    kept = len(blank) if spare else 0
    while kept and kept + -(written + kept) % PAGES_IN_SHEET > MAX_BLANK_PAGES:
        kept -= 1
    return tuple(_find_first_element(pages[index + 1]) for index in blank[kept:]) if spare else ()


def _find_first_element(page: Any) -> Any:
    """Return the element that forced the blank page before its own."""
    return next(box.element for box in page.descendants() if box.style["break_before"] == "recto")


def _is_spare(page_box: Any) -> bool:
    elements = (box.element for box in page_box.descendants() if layout_boxes.is_element_box(box))
    return any(element.get("class") == SPARE for element in elements)
