"""A line of a book that would have holes stays short."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from build_tools.inspection.pdf.typeset import read_typeset_pages
from build_tools.pdf import write_pdf

WORDS = "Everyone has a right Ununterbrochenerfahrungsaustauschgesellschaften and duties in the city, as all."


def test_a_line_has_no_holes(tmp_path: Path) -> None:
    """Few words before a long one keep their spaces, and other lines are as wide as the paragraph."""
    book = tmp_path / "book.pdf"
    style = "width: 200pt; font-size: 10pt; text-align: justify; hyphens: none"
    html = f"<html lang='en'><body><p style='{style}'>{WORDS}</p></body></html>"
    write_pdf(html, book, image_folder=tmp_path, identifier="x", is_rtl=False)
    (page,) = read_typeset_pages(book)
    short, *others = [line for block in page.blocks for line in block.lines]
    assert median(short.spaces) < 0.5
    assert len({round(line.right) for line in others[:-1]}) == 1
