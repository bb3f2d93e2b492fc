"""A line of a book that would have holes stays short."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from build_tools.inspection.pdf.typeset import read_typeset_pages
from build_tools.pdf import write_pdf

LONG = "Ununterbrochenerfahrungsaustauschgesellschaften"
WORDS = f"Everyone has a right {LONG} and duties in the city where they live, as all of their neighbours do."


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_line_has_no_holes(tmp_path: Path, direction: str) -> None:
    """Few words before a long one keep their spaces and begin at the margin, as the full lines do."""
    book = tmp_path / "book.pdf"
    style = "width: 200pt; font-size: 10pt; text-align: justify; hyphens: none"
    html = f"<html lang='en' dir='{direction}'><body><p style='{style}'>{WORDS}</p></body></html>"
    write_pdf(html, book, image_folder=tmp_path, identifier="x", is_rtl=direction == "rtl")
    (page,) = read_typeset_pages(book)
    short, *others = [line for block in page.blocks for line in block.lines]
    assert median(short.spaces) < 0.5
    margin = "left" if direction == "ltr" else "right"
    assert round(getattr(short, margin)) == round(getattr(others[0], margin))
