"""Pages as they break: takes a book's HTML, gives it laid out, each note on the page of its call.

WeasyPrint 70 sends a note to the next page where that saves a paragraph from leaving one
line behind. `charter.lines.keep_by_notes` forestalls nearly all of it; where it does not, that
paragraph is kept whole here and the book laid out again. So it is where more lines in a row end
in a hyphen than a reader bears, and where a page ends in a part of a word and its paragraph has no
line to give: with fewer hyphens it seldom leaves white at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from weasyprint import HTML, Document

from build_tools.paper import weasyprint70 as inside

# Each time may move notes on later pages; a book that has not settled by then is good enough.
TIMES = 4
# So many lines in a row may end in a hyphen.
ROW = 3
# The classes of a paragraph that is set anew: `styles/print/basics.css` says how.
WHOLE, FEWER = "whole", "fewer-hyphens"


def _may_change(box: Any) -> bool:
    """Return whether the words of a box can be set with fewer hyphens than they are."""
    return _is_text(box) and FEWER not in box.element.get("class", "")


@inside.true_numbers()
@inside.whole_words(_may_change)
def laid_out(html: HTML, variant: str) -> Document:
    """Return the book laid out for a variant of PDF, its notes where they are called."""
    document = html.render(pdf_variant=variant, presentational_hints=True)
    for _ in range(TIMES):
        changed = list(chain(_torn(document), _hyphened(document)))
        if not changed:
            break
        for paragraph, name in changed:
            paragraph.set("class", f"{paragraph.get('class', '')} {name}".strip())
        document = html.render(pdf_variant=variant, presentational_hints=True)
    return document


def _hyphened(document: Document) -> Iterator[tuple[Any, str]]:
    """Yield each paragraph with too many hyphens in a row, or one at the end of a page."""
    for page in document.pages:
        for box in filter(_holds_lines, page._page_box.descendants()):
            row = "".join("-" if inside.is_divided(line) else " " for line in box.children)
            if ("-" * (ROW + 1) in row or row.endswith("-")) and _may_change(box):
                yield box.element, FEWER


def _torn(document: Document) -> Iterator[tuple[Any, str]]:
    """Yield the paragraph at the foot of each page that has a call without its note."""
    for page in document.pages:
        boxes = list(page._page_box.descendants())
        calls = {box.element for box in boxes if _is(box, "call")}
        notes = {box.element for box in boxes if _is(box, "marker")}
        if calls - notes:
            last = [box for box in boxes if _holds_lines(box) and box.element not in notes]
            if WHOLE not in last[-1].element.get("class", ""):
                yield last[-1].element, WHOLE


def _is(box: Any, part: str) -> bool:
    return (box.element_tag or "").endswith(f"::footnote-{part}")


def _holds_lines(box: Any) -> bool:
    """Return whether a box is a paragraph of the text, in which lines stand."""
    lines = (type(child).__name__ == "LineBox" for child in getattr(box, "children", ()))
    return _is_text(box) and any(lines)


def _is_text(box: Any) -> bool:
    """Return whether a box is of an element itself, no part of a line and no mark beside it."""
    return box.element is not None and box.element_tag == box.element.tag != "span"
