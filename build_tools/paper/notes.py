"""Pages as they break: takes a book's HTML, gives it laid out, each note on the page of its call.

WeasyPrint 70 sends a note to the next page where that saves a paragraph from leaving one
line behind. `charter.lines.keep_by_notes` forestalls nearly all of it; where it does not, that
paragraph is kept whole here, and its pages are laid out again. So it is where more lines in a row
end in a hyphen than a reader bears, and where a page ends in a part of a word and its paragraph has
no line to give: with fewer hyphens it seldom leaves white at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint import HTML, Document

from build_tools.paper import weasyprint70 as inside

# So many lines in a row may end in a hyphen.
ROW = 3
# What is kept on one page, and words that are divided only where a sixth of the line would be void.
WHOLE, FEWER = {"orphans": 99}, inside.fewer_hyphens(0.16)


def laid_out(html: HTML, variant: str) -> Document:
    """Return the book laid out for a variant of PDF, its notes where they are called."""
    anew = _Anew()
    with inside.true_numbers(), inside.whole_words(anew.may_change), inside.set_anew(anew.wanted):
        return html.render(pdf_variant=variant, presentational_hints=True)


@dataclass(slots=True)
class _Anew:
    """Which paragraphs have been set anew: kept whole, or with fewer hyphens; each is so once."""

    whole: set[Any] = field(default_factory=set)
    fewer: set[Any] = field(default_factory=set)

    def may_change(self, box: Any) -> bool:
        """Return whether the words of a box can be set with fewer hyphens than they are."""
        return _is_text(box) and box.element not in self.fewer

    def wanted(self, pages: list[Any]) -> Mapping[Any, Mapping[str, Any]]:
        """Return the paragraphs to be set anew, and how."""
        fewer = {each: FEWER for page in pages for each in self._hyphened(page)}
        whole = {each: WHOLE for page in pages for each in self._torn(page)}
        self.fewer |= fewer.keys()
        self.whole |= whole.keys()
        return fewer | whole

    def _hyphened(self, page: Any) -> Iterator[Any]:
        """Yield each paragraph with too many hyphens in a row, or one at the end of a page."""
        for box in filter(_holds_lines, page.descendants()):
            row = "".join("-" if inside.is_divided(line) else " " for line in box.children)
            if ("-" * (ROW + 1) in row or row.endswith("-")) and self.may_change(box):
                yield box.element

    def _torn(self, page: Any) -> Iterator[Any]:
        """Yield the paragraph at the foot of a page that has a call without its note."""
        boxes = list(page.descendants())
        calls = {box.element for box in boxes if _is(box, "call")}
        notes = {box.element for box in boxes if _is(box, "marker")}
        if calls - notes:
            last = [box for box in boxes if _holds_lines(box) and box.element not in notes]
            if last[-1].element not in self.whole:
                yield last[-1].element


def _is(box: Any, part: str) -> bool:
    return (box.element_tag or "").endswith(f"::footnote-{part}")


def _holds_lines(box: Any) -> bool:
    """Return whether a box is a paragraph of the text, in which lines stand."""
    lines = (type(child).__name__ == "LineBox" for child in getattr(box, "children", ()))
    return _is_text(box) and any(lines)


def _is_text(box: Any) -> bool:
    """Return whether a box is of an element itself, no part of a line and no mark beside it."""
    return box.element is not None and box.element_tag == box.element.tag != "span"
