"""Pages of a book: a multiple of four, few of them blank, none with a line or two at the end of a part."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from build_tools.pdf import layout_boxes, relayout, spare_pages

STYLE = """@page { size: 200px 100px; margin: 0 } body { margin: 0; line-height: 10px; font-size: 8px }
p { margin: 0; orphans: 1; widows: 1 } .part { break-before: recto } .spare, .back { break-before: page }
.spare { height: 1px }"""
BACK = '<div class="spare"></div><div class="spare"></div><div class="spare"></div><p class="back">back</p>'


def lay_out(parts: list[int], back: str = BACK) -> list[int]:
    """Return the lines of each page of a book whose parts are so many paragraphs of one line."""
    text = "".join(f'<div class="part">{"<p>line</p>" * lines}</div>' for lines in parts)
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><body>{text}{back}</body>")
    document = relayout.render_document(html, "pdf/a-2a")
    spare_pages.remove_spare_pages(document)
    found = (layout_boxes.iter_page_boxes(page) for page in document.pages)
    return [sum(isinstance(box, boxes.LineBox) for box in each) for each in found]


@pytest.mark.parametrize("pages", range(1, 9))
def test_pages_fill_whole_sheets(pages: int) -> None:
    """Blank pages before the last one make the pages a multiple of four."""
    lines = lay_out([10 * pages])
    assert len(lines) % 4 == 0
    assert lines[-1] == 1
    assert lines.count(0) <= 3


def test_a_book_without_a_back_keeps_its_pages() -> None:
    """What has no pages to spare, such as a proof, has as many pages as its text."""
    assert lay_out([10, 10, 10], back="") == [10, 0, 10, 0, 10]


def test_parts_begin_right_hand_pages_while_few_are_blank() -> None:
    """With at most three blank pages, each part begins on an odd page."""
    assert lay_out([10, 20, 10]) == [10, 0, 10, 10, 10, 0, 0, 1]


def test_parts_begin_any_page_where_too_many_would_be_blank() -> None:
    """The last parts give up their right-hand page first; no book has four blank pages."""
    assert lay_out([10, 20]) == [10, 10, 10, 1]


def test_the_last_page_of_a_part_has_five_lines() -> None:
    """Lines come from the page before, where a part would end in fewer."""
    assert lay_out([12, 20])[:2] == [7, 5]
