"""Pictures without a size of their own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.pdf.setting import set_book, tagged

STYLE = "@page { size: 100px 100px; margin: 0 } body, p { margin: 0 }"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_picture_without_a_size_is_as_wide_as_its_line(tmp_path: Path, direction: str) -> None:
    """A drawing that has proportions alone fills the line, from either side."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    body = f"<div dir='{direction}'><p><img src='a.svg' alt='A lamp'></p></div>"
    with pikepdf.open(set_book(tmp_path, body, STYLE, is_rtl=direction == "rtl")) as book:
        (figure,) = tagged(book, "Figure")
        left, foot, right, top = map(float, figure.A.BBox)
    assert (left, right) == (0, 75)
    assert top - foot == pytest.approx(37.5)
