"""Justified lines: of Hangul, and from the right."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from build_tools.pdf import layout_boxes, relayout

STYLE = """@page { size: 300px 400px; margin: 20px } body { margin: 0 }
p { margin: 0; text-align: justify; font-size: 15px }"""
KOREAN = "도시들은 사람들이 서로에게 어떤 의무를 지는지를 말하며 세계지방정부연합은 채택했습니다 " * 4
ARABIC = (
    "تعزز المدينة مشاركة <b>جيدة </b>لكل من يسكن المدينة<sup>1</sup> ويعمل فيها كل يوم من أيام السنة " * 4
)


def list_lines(text: str, language: str, direction: str) -> list[list[Any]]:
    """Return the texts of each line but the last, from its start."""
    page = f'<html lang="{language}" dir="{direction}"><style>{STYLE}</style><p>{text}</p></html>'
    document = relayout.render_document(weasyprint.HTML(string=page), "pdf/a-2a")
    lines = [box for box in layout_boxes.iter_page_boxes(document.pages[0]) if isinstance(box, boxes.LineBox)]
    return [[box for box in line.descendants() if isinstance(box, boxes.TextBox)] for line in lines[:-1]]


def test_lines_from_the_right_stand_between_their_margins() -> None:
    """The texts of a line touch one another, and its margins."""
    for texts in list_lines(ARABIC, "ar", "rtl"):
        assert abs(texts[-1].position_x - 20) < 0.5
        for first, second in pairwise(texts):
            assert abs(second.position_x + second.width - first.position_x) < 0.5
        assert abs(texts[0].position_x + texts[0].width - 280) < 0.5


def test_a_sign_at_the_end_of_a_line_from_the_right_has_no_space() -> None:
    """A comma behind a bold word, the last of its line, is drawn beside it and not over it."""
    signs = 0
    for count in range(1, 60):
        for texts in list_lines(f"{'ن' * count} <b>جيدة</b>، {'و' * 40} {ARABIC}", "ar", "rtl"):
            signs += texts[-1].text == "،"
            assert texts[-1].pango_layout.text == texts[-1].text
    assert signs


def test_spaces_of_hangul_are_narrow() -> None:
    """Letters take a part of what a line lacks, and no space is wider than an em."""
    lines = list_lines(KOREAN, "ko", "ltr")
    assert any(text.style["letter_spacing"] not in ("normal", 0) for texts in lines for text in texts)
    assert all(text.justification_spacing <= 0.6 * 15 for texts in lines for text in texts)
