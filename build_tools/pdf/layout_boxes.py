"""Read the boxes that WeasyPrint 70 lays a page out with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

# Points of print in a pixel of CSS.
SCALE = 0.75


def get_page_box(page: Any) -> Any:
    """Return the box of a page, which holds all others."""
    return page._page_box


def iter_child_boxes(box: Any) -> Iterator[Any]:
    """Yield the children of a box, in the order of the text."""
    return map(resolve_placeholder, getattr(box, "children", ()))


def iter_page_boxes(page: Any) -> Iterator[Any]:
    """Yield the boxes of a page, in the order of the text."""
    return iter_boxes(page._page_box)


def iter_boxes(box: Any, list_children: Callable[[Any], Iterable[Any]] = iter_child_boxes) -> Iterator[Any]:
    """Yield a box and all boxes within, in the order of the text."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        yield box
        waiting.extend(reversed([*list_children(box)]))


def resolve_placeholder(box: Any) -> Any:
    """Return the box itself of a placeholder for an absolutely positioned box."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def is_element_box(box: Any) -> bool:
    """Return whether a box is that of an element, not an anonymous or generated one."""
    return box.element is not None and box.element_tag == box.element.tag


def get_pseudo_element(box: Any) -> str:
    """Return the pseudo-element of a box: `before`, `footnote-call`; else an empty string."""
    return (box.element_tag or "").partition("::")[2]


def is_text_box(box: Any) -> bool:
    """Return whether a box is text in a line."""
    return isinstance(box, boxes.TextBox)


def is_line_box(box: Any) -> bool:
    """Return whether a box is a line of text."""
    return isinstance(box, boxes.LineBox)


def get_cell_foot(cell: Any, page: Any) -> float:
    """Return the foot of a cell, above as much space as at its top, in points from the foot of its page."""
    foot = cell.border_box_y() + cell.border_height() - cell.padding_top
    return float((page.height - foot) * SCALE)


def is_table_cell(box: Any) -> bool:
    """Return whether a box is a cell of a table."""
    return isinstance(box, boxes.TableCellBox)


def is_image_box(box: Any) -> bool:
    """Return whether a box is an image."""
    return isinstance(box, boxes.ReplacedBox)


def get_margin_keyword(box: Any) -> str:
    """Return the margin box keyword of a box: `@top-left`; else an empty string."""
    return box.at_keyword if isinstance(box, boxes.MarginBox) else ""


def is_repeated_group(box: Any) -> bool:
    """Return whether a box is a table header or footer, repeated on each page of its table."""
    return isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)


def get_link_area(box: Any) -> tuple[float, float, float, float]:
    """Return the clickable rectangle of a box, in pixels from the top of its page."""
    found: tuple[float, float, float, float] = rectangle_aabb(None, *box.hit_area())
    return found


def get_content_frame(box: Any, page: Any) -> tuple[float, float, float, float]:
    """Return the rectangle of an image or of what a box holds, in points from the foot of its page."""
    left, top = box.content_box_x(), page.height - box.content_box_y()
    right, foot = left + box.width, top - box.height
    return left * SCALE, foot * SCALE, right * SCALE, top * SCALE
