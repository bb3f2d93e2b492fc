"""The last page of a chapter, in a PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.pdf import write_pdf
from build_tools.render.html_builder import build_stylesheet

LINE = "<p>line</p>"
ENDS = {
    "a glossary": ('<dl class="glossary">', "<dt>line</dt><dd>line</dd>", "</dl>"),
    "a list": ("<ul>", "<li>line</li>", "</ul>"),
    "a paragraph": ("", f"<p>{'line<br>' * 4}line</p>", ""),
}
PAGE = 33


def last_lines(body: str, folder: Path) -> int:
    """Return the number of lines on the last page of a chapter."""
    book = folder / "book.pdf"
    page = f"""<html lang="en" class="sheet-a5"><style>{build_stylesheet("print")}</style>
<article class="chapter"><section>{body}</section></article>
<article class="chapter" data-part="Next"><section><p>Next</p></section></article></html>"""
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True)
    counts = (sheet.count("line") for sheet in reversed(done.stdout.decode().split("\f")))
    return next(count for count in counts if count)


@pytest.mark.parametrize("end", ENDS)
def test_a_chapter_leaves_no_line_or_two_on_a_page(end: str, tmp_path: Path) -> None:
    """The last page before a part has at least four lines."""
    opens, each, closes = ENDS[end]
    body = opens + each * (20 if opens else 1) + closes
    assert min(last_lines(LINE * more + body, tmp_path) for more in range(0, PAGE, 3)) >= 4
