"""Spaces between words exist in the PDF for extraction and screen readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.inspection.pdf.document import read_pdf
from tests.pdf.setting import set_book


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p><a href='#x' id='x'>one</a> <em>two</em></p>", "one two"),
        ("<p><em>one</em> <strong>two</strong> three</p>", "one two three"),
        ("<p dir='rtl'><em>واحد</em> <em>اثنان</em></p>", "واحد اثنان"),
        ("<p> <em>one</em> </p><p> </p>", "one"),
        ("<pre><b>a</b>  <b>b</b></pre>", "a  b"),
    ],
)
def test_a_space_between_two_marks_is_there(tmp_path: Path, body: str, says: str) -> None:
    """A lone space between marked words is in the PDF; one at an edge is not."""
    seen = read_pdf(set_book(tmp_path, body))
    assert seen is not None
    assert "".join(seen.extract_text(root) for root in seen.roots).strip("\n") == says
