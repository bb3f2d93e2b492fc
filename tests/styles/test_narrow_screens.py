"""Narrow screens, measured in a browser if there is one."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from build_tools.render.html_builder import build_stylesheet
from tests.helpers.chromium import CHROMIUM

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser: apt-get install chromium")

CELL = "<td>unforeseeable consequences</td>"
TABLE = f"""<main><div class="scroll wide"><table class="docutils"><tbody>
<tr>{CELL}{CELL}{CELL}{CELL}{CELL}{CELL}</tr></tbody></table></div></main>"""
# The end of the last cell and the start of the veil, before and after scrolling.
ENDS = """
const box = document.querySelector(".wide"), cell = document.querySelector("td:last-child");
const rtl = getComputedStyle(box).direction === "rtl", veil = getComputedStyle(box, "::after");
const far = (part) => { const r = part.getBoundingClientRect(); return rtl ? -r.left : r.right; };
const found = {position: veil.position, before: far(cell) - far(box)};
box.scrollLeft = rtl ? -9999 : 9999;
found.after = far(cell) - (far(box) - parseFloat(veil.width));
"""
ENTRY = """<li class="toctree-l2"><a href="#"><span class="designation">Article II </span><span
>Equality of Rights and Non-Discrimination, for all who live in a city, now and later, and for
those who come</span></a></li>"""
CONTENTS = f"""<main><div class="toctree-wrapper"><ul><li class="toctree-l1"><a href="#">Part</a>
<ul>{ENTRY * 2}</ul></li></ul></div></main>"""
BESIDE = f"""<nav class="contents"><ol>{ENTRY}<li><ul>{ENTRY}</ul></li></ol></nav>"""
# Where the lines of a name begin, and whether a dot is before it.
LINES = """
const link = document.querySelector("li li a"), [mark, name] = link.children;
const start = mark.getBoundingClientRect().left;
const found = {dot: getComputedStyle(link, "::before").content,
  lines: [...name.getClientRects()].map((line) => line.left - start)};
"""


def measure_page(body: str, script: str, folder: Path, *, direction: str = "ltr") -> dict[str, Any]:
    """Return the result of a script on a page of the width of a phone."""
    page = folder / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html dir="{direction}"><meta charset="utf-8">'
        f'<style>{build_stylesheet("screen")}</style><body class="start">{body}'
        f"<script>{script}document.title = JSON.stringify(found);</script></body></html>"
    )
    profile = f"--user-data-dir={folder / 'profile'}"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", profile, "--window-size=500,900"]
    done = subprocess.run(
        [str(CHROMIUM), *flags, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title, done.stdout
    found: dict[str, Any] = json.loads(unescape(title[1]))
    return found


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_cut_table_says_so(direction: str, tmp_path: Path) -> None:
    """A table that overflows fades at the edge, but not at its end."""
    found = measure_page(TABLE, ENDS, tmp_path, direction=direction)
    assert found["before"] > 0
    assert found["position"] == "sticky"
    assert found["after"] <= 1


def test_lines_of_contents_go_on_below_the_name(tmp_path: Path) -> None:
    """Continued lines of an entry are not below its number, and no line ends in a dot."""
    found = measure_page(CONTENTS, LINES, tmp_path)
    first, *more = found["lines"]
    assert more
    assert all(line > first / 2 for line in more)
    assert found["dot"] == "none"


def test_lines_of_contents_at_the_side_begin_a_little_in(tmp_path: Path) -> None:
    """In the contents beside or below the text, a continued line is not below the number."""
    _, *more = measure_page(BESIDE, LINES, tmp_path)["lines"]
    assert more
    assert all(line > 8 for line in more)


@pytest.mark.parametrize("level", [1, 2])
def test_no_title_is_wider_than_the_screen(level: int, tmp_path: Path) -> None:
    """A word of a title that is wider than the screen breaks, also where a phrase is kept whole."""
    title = f'<main><h{level}><span class="phrase">{"Überwachung" * 12}</span></h{level}></main>'
    script = "const found = [document.scrollingElement.scrollWidth, innerWidth];"
    width, room = measure_page(title, script, tmp_path)
    assert width <= room


def test_three_narrow_columns_need_no_scrolling(tmp_path: Path) -> None:
    """A table of three columns is as narrow as a phone, if its words are."""
    row = f"<tr>{'<td>a few words of text</td>' * 3}</tr>"
    table = f'<div class="scroll wide"><table class="docutils"><tbody>{row}</tbody></table></div>'
    script = 'const box = document.querySelector(".wide"), found = [box.scrollWidth, box.clientWidth];'
    width, room = measure_page(f'<main style="width: 350px">{table}</main>', script, tmp_path)
    assert width == room
