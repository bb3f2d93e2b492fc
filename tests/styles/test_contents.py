"""Contents of a PDF: the indent of continued lines, measured in the PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from build_tools.pdf import write_pdf
from build_tools.render.html_builder import build_stylesheet

NAME = "alpha omega omega omega omega omega omega omega omega omega alpha omega omega"
NUMBER = '<span class="designation">Article XII </span>'
ENTRY = """<html lang="es" dir="{direction}" class="sheet-a5"><style>{style}</style><body>
<nav class="contents" style="--letters: 12"><p class="entry depth-{depth}{kind}"><a href="#x"
>{number}<span class="name">{name}</span></a><a class="folio" href="#x"></a></p></nav>
<p id="x"></p></body></html>"""


def measure_line_starts(folder: Path, depth: int, number: str, direction: str = "ltr") -> list[float]:
    """Return where each line of a name begins, in points from its start edge."""
    page = ENTRY.format(
        direction=direction,
        style=build_stylesheet("print"),
        depth=depth,
        kind=" numbered" if number else "",
        number=number,
        name=NAME,
    )
    book = folder / "book.pdf"
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=direction == "rtl")
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], check=True, capture_output=True)
    edges = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*(?:alpha|omega)', done.stdout.decode()
    )
    lines: dict[str, list[float]] = {}
    for start, top, end in edges:
        lines.setdefault(top, []).append(float(start) if direction == "ltr" else -float(end))
    return [min(line) for line in lines.values()]


@pytest.mark.parametrize("depth", [1, 2])
def test_a_name_goes_on_below_where_it_began(depth: int, tmp_path: Path) -> None:
    """Beside a number, all lines of a name are aligned."""
    first, *more = measure_line_starts(tmp_path, depth, NUMBER)
    assert more
    assert all(abs(line - first) < 0.1 for line in more)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("depth", [1, 2])
def test_a_name_without_a_number_goes_on_a_little_in(depth: int, direction: str, tmp_path: Path) -> None:
    """A continued line is indented, in both directions."""
    first, *more = measure_line_starts(tmp_path, depth, "", direction)
    assert more
    assert all(line - first > 8 for line in more)
