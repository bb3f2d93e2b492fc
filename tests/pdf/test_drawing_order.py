"""What is drawn stands in the order of the text, for programs that read a page as it is drawn."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2

from tests.pdf.setting import set_book

LISTS = """<p>lead</p><ul><li>one<ul><li><p>inner</p><p>more</p></li></ul></li><li><b>two</b></li></ul>
<table><tr><td><ol><li>cell</li></ol></td></tr></table><p>end</p>"""


def test_a_mark_is_drawn_before_its_item(tmp_path: Path) -> None:
    """PDFium copies each mark with its item, in nested lists, in cells and before paragraphs."""
    with closing(pypdfium2.PdfDocument(set_book(tmp_path, LISTS, "ul { list-style: '– ' }"))) as book:
        lines = book[0].get_textpage().get_text_range().splitlines()
    assert lines == ["lead", "– one", "– inner", "more", "– two", "1. cell", "end"]
