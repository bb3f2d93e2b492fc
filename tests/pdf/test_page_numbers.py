"""A printed page number is that of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

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


NOTES = """
@page { size: 200px 60px; margin: 10px }
body { margin: 0; font-size: 8px; line-height: 10px }
p { margin: 0 }
.note { float: footnote }
a::after { content: target-counter(attr(href), page) }
"""
LINK, NOTE = "<p><a href='#there'>i</a></p>", "<p>n<span class='note'>note {}</span></p>"
END = "<p id='there'>t</p>" + NOTE.format("last")


@pytest.mark.parametrize("before", range(4))
def test_a_last_note_without_room_has_a_page(before: int, tmp_path: Path) -> None:
    """If the last page is made again for its numbers, a note that it leaves over follows it, once."""
    body = LINK * 2 + "".join(map(NOTE.format, range(before))) + END
    seen = read_pdf(set_book(tmp_path, body, NOTES))
    assert seen is not None
    text = " ".join(piece.text for piece in seen.runs)
    assert [text.count(f"note {name}") for name in (*range(before), "last")] == [1] * (before + 1)
