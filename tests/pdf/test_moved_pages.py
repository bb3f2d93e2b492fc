"""Pages that only change sides are the same as if they were laid out again."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from build_tools.pdf import layout_boxes, relayout, weasyprint70_relayout

STYLE = """@page { size: 200px 100px; margin: 0 10px 12px; @bottom-left { content: counter(page) } }
@page :left { margin-left: 30px } @page :right { margin-right: 30px }
body { margin: 0; line-height: 10px; font-size: 8px } p { margin: 0; orphans: 1; widows: 1 }
.part { break-before: recto } .spare, .back { break-before: page } .note { float: footnote }
a::after { content: target-counter(attr(href), page) } li { position: relative }
b { position: absolute; left: -5px }"""
BACK = '<div class="spare"></div>' * 3 + '<p class="back">back</p>'
ENTRIES = (
    *("<p>line {}</p>", "<table><tr><td>cell {}</td><td>cell</td></tr></table>") * 3,
    '<ul><li><b>x</b>item {}</li></ul><p id="at-{}">line</p>',
    '<p>line {}<span class="note">note {}</span></p>',
)
LINK = '<p><a href="#at-30">line</a></p>'
# With so many entries one blank page would need another sheet.
LAST = 49
Placed = tuple[str, float, float]


def write_part(numbers: range) -> str:
    """Return a part of a book in which every kind of entry occurs again and again."""
    entries = (ENTRIES[number % len(ENTRIES)].replace("{}", str(number)) for number in numbers)
    return f'<div class="part">{"".join(entries)}</div>'


def lay_out_book() -> list[list[Placed]]:
    """Return the texts of each page with their positions; the blank page before the last part is left out."""
    text = LINK + write_part(range(2)) + write_part(range(2, LAST))
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><body>{text}{BACK}</body>")
    pages = relayout.render_document(html, "pdf/a-2a").pages
    return [[*map(place, filter(is_text, layout_boxes.iter_page_boxes(page)))] for page in pages]


def is_text(box: object) -> bool:
    """Return whether a box is a text."""
    return isinstance(box, boxes.TextBox)


def place(box: boxes.TextBox) -> Placed:
    """Return a text and where it stands, in thousandths of a pixel."""
    return box.text, round(box.position_x, 3), round(box.position_y, 3)


def test_a_page_that_changes_sides_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, notes, marks, cells, numbers of pages and references stand where a new layout sets them."""
    moved = lay_out_book()
    monkeypatch.setattr(weasyprint70_relayout, "_map_movable_pages", lambda *_: ())
    assert moved == lay_out_book()
    assert len(moved) > 12
