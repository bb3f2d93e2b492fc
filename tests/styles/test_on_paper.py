"""Lists, names and tables of a book, in a PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from build_tools.pdf import write_pdf
from build_tools.render.html_builder import build_stylesheet

NAME = "Gouvernementalisation intercommunautaire " * 4
CALL = f'<p>Voir <a class="internal" href="#x"><span class="std std-ref">{NAME}</span></a></p>'
TERM = f"<dl><dt>{NAME}</dt><dd>{{}}</dd><dt>{NAME}</dt><dd>{{}}</dd></dl>"
ROWS = "<tr><td>row</td></tr>"
TABLE = '<p>Lead</p><div class="table"><table class="docutils"><tbody>{}</tbody></table></div>'
LINES = "<p>line</p>"


def sheets(body: str, folder: Path) -> list[str]:
    """Return the words of each page of a French book, in lines."""
    book = folder / "book.pdf"
    page = f"""<html lang="fr" class="hyphens sheet-a5"><style>{build_stylesheet("print")}</style>
<article class="chapter"><section id="x">{body}</section></article></html>"""
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def test_the_name_of_a_section_is_not_cut(tmp_path: Path) -> None:
    """A name is not hyphenated in a definition list; other words are."""
    assert "-\n" in "".join(sheets(f"<p>{NAME}</p>", tmp_path))
    assert "-\n" not in "".join(sheets(TERM, tmp_path))


def test_a_name_that_is_called_is_known_by_its_halves(tmp_path: Path) -> None:
    """In a reference the name of a section is not hyphenated after two letters."""
    body = "".join(CALL.replace("Voir", "i" * count) for count in range(1, 60))
    cuts = re.findall(r"(\w+)-\n\s*(\w+)", "".join(sheets(body, tmp_path)))
    assert cuts
    assert all(len(before) >= 3 and len(after) >= 4 for before, after in cuts)


@pytest.mark.parametrize("count", range(24, 30))
def test_a_table_stands_with_the_words_that_lead_to_it(count: int, tmp_path: Path) -> None:
    """An introduction is on the page of its table; a table of five rows breaks with two rows on each side."""
    found = sheets(LINES * count + TABLE.format(ROWS * 5), tmp_path)
    rows = [sheet.count("row") for sheet in found]
    (lead,) = (at for at, sheet in enumerate(found) if "Lead" in sheet)
    assert rows[lead] >= 2
    assert all(number != 1 for number in rows)
