"""Lay out a book, and lay out pages again whose notes or hyphens stand badly.

WeasyPrint 70 moves a note to the next page if that saves a paragraph from leaving one line behind.
`render.line_breaking` prevents most cases; in the others that paragraph is kept on one page. Paragraphs with
too many hyphens in a row, and those whose page ends in a divided word and that have no line to give, are laid
out again with fewer hyphens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from weasyprint import HTML, Document

from build_tools.pdf import layout_boxes
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf import weasyprint70_justification as justification
from build_tools.pdf import weasyprint70_layout as layout_patches
from build_tools.pdf.short_pages import WHOLE_STYLE, iter_paragraphs_to_move
from build_tools.pdf.spare_pages import find_parts_to_move
from build_tools.pdf.weasyprint70_anchors import patch_anchors
from build_tools.pdf.weasyprint70_caches import patch_style_uses
from build_tools.pdf.weasyprint70_relayout import patch_relayout
from build_tools.pdf.weasyprint70_styles import patch_styles

# The most lines in a row that may end in a hyphen.
HYPHEN_LIMIT = 3
ANY_PAGE_STYLE = {"break_before": "page"}
# Hyphenate only where a sixth of the line would be empty.
FEWER_HYPHENS_STYLE = inside.make_hyphenation_style(0.16)


def render_document(html: HTML, variant: str) -> Document:
    """Lay out a book for a variant of PDF, each note on the page of its reference."""
    relayout = _Relayout()
    with (
        patch_anchors(),
        patch_styles(),
        patch_style_uses(),
        layout_patches.patch_descendants(),
        layout_patches.patch_page_counters(),
        layout_patches.patch_unsized_images(),
        layout_patches.patch_waiting_notes(),
        justification.patch_justification(),
        layout_patches.patch_page_breaks(relayout.can_rehyphenate),
        patch_relayout(relayout.choose_styles),
    ):
        return html.render(pdf_variant=variant, presentational_hints=True)


@dataclass(slots=True)
class _Relayout:
    """Choose the paragraphs to lay out again, whole or with fewer hyphens, each of them once."""

    whole_paragraphs: set[Any] = field(default_factory=set)
    rehyphenated_paragraphs: set[Any] = field(default_factory=set)
    moved_paragraphs: set[Any] = field(default_factory=set)

    def can_rehyphenate(self, box: Any) -> bool:
        """Return whether a box can still be laid out with fewer hyphens."""
        return _is_text_block(box) and box.element not in self.rehyphenated_paragraphs

    def choose_styles(self, pages: list[Any]) -> Mapping[Any, Mapping[str, Any]]:
        """Return the elements to lay out again, with their new styles."""
        boxes_of_pages = [[*page.descendants()] for page in pages]
        hyphenated = set(chain.from_iterable(map(self._iter_hyphenated_paragraphs, boxes_of_pages)))
        whole = set(chain.from_iterable(map(self._iter_paragraphs_to_keep, boxes_of_pages)))
        self.rehyphenated_paragraphs |= hyphenated
        self.whole_paragraphs |= whole
        styles = dict.fromkeys(_iter_elements(hyphenated), FEWER_HYPHENS_STYLE)
        styles |= dict.fromkeys(_iter_elements(whole), WHOLE_STYLE)
        # Once nothing else moves: what is laid out again may need another number of pages.
        styles = styles or dict.fromkeys(find_parts_to_move(pages), ANY_PAGE_STYLE)
        return styles or self._choose_moved_paragraphs(pages)

    def _choose_moved_paragraphs(self, pages: list[Any]) -> Mapping[Any, Mapping[str, Any]]:
        """Return the paragraphs that bring lines to a short last page, each of them once in a style."""
        found = iter_paragraphs_to_move(pages)
        new = {element: style for element, style in found if (element, *style) not in self.moved_paragraphs}
        self.moved_paragraphs |= {(element, *style) for element, style in new.items()}
        return new

    def _iter_hyphenated_paragraphs(self, boxes: Sequence[Any]) -> Iterator[Any]:
        """Yield each paragraph of a page with too many hyphens in a row, or one at the end of a page."""
        for box in filter(_has_lines, boxes):
            row = "".join("-" if inside.is_hyphenated(line) else " " for line in box.children)
            if ("-" * (HYPHEN_LIMIT + 1) in row or row.endswith("-")) and self.can_rehyphenate(box):
                yield box.element

    def _iter_paragraphs_to_keep(self, boxes: Sequence[Any]) -> Iterator[Any]:
        """Yield the last paragraph of a page that has a note reference without its note."""
        parts = {(layout_boxes.get_pseudo_element(box), box.element) for box in boxes}
        references = {element for part, element in parts if part == "footnote-call"}
        notes = {element for part, element in parts if part == "footnote-marker"}
        if references - notes:
            paragraphs = (box.element for box in reversed(boxes) if _has_lines(box))
            last = next(paragraph for paragraph in paragraphs if paragraph not in notes)
            if last not in self.whole_paragraphs:
                yield last


def _iter_elements(paragraphs: Iterable[Any]) -> Iterator[Any]:
    """Yield paragraphs with all that is in them."""
    for paragraph in paragraphs:
        yield from paragraph.iter()


def _has_lines(box: Any) -> bool:
    """Return whether a box is a paragraph of the text that holds lines."""
    return _is_text_block(box) and any(map(layout_boxes.is_line_box, getattr(box, "children", ())))


def _is_text_block(box: Any) -> bool:
    """Return whether a box is that of a block element, no part of a line and no marker."""
    return box.element is not None and box.element_tag == box.element.tag != "span"
