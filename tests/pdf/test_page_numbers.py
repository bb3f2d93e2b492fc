"""A printed page number is that of the page."""

from __future__ import annotations

from pathlib import Path

from build_tools.inspection.pdf.document import read_pdf
from tests.pdf.setting import set_book

# Ten lines per page. The reference needs a second line if its number has two digits, which moves
# its target from the last line of page 10 to page 11.
STYLE = """
@page { size: 100px 100px; margin: 0 }
body { margin: 0; font-size: 10px; line-height: 10px; orphans: 1; widows: 1 }
p { margin: 0 }
.narrow { width: 1.5em }
a::after { content: " " target-counter(attr(href), page) }
"""
BODY = "<p class='narrow'><a href='#there'>i</a></p>" + "<p>n</p>" * 98 + "<p id='there'>t</p>"


def test_a_number_follows_what_it_leads_to(tmp_path: Path) -> None:
    """If inserting page numbers moves a target to another page, the number is updated."""
    seen = read_pdf(set_book(tmp_path, BODY, STYLE))
    assert seen is not None
    assert {link.destination.page for link in seen.links if link.destination} == {11}
    assert [piece.text for piece in seen.runs if piece.text.strip().isdecimal()] == ["11"]
