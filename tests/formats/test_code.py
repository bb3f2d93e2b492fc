"""Code that is no plain listing: literal text with markup, and signatures of programs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from build_tools.checks import CHECKS
from tests.conftest import MakeRoot
from tests.formats.test_sources import TITLE
from tests.helpers.checks import amiss, messages, of
from tests.helpers.small_roots import build_edition, write_pages

LONG = "x" * 70 + "y" * 90
LITERAL = f"""\
.. parsed-literal::

   First *line* of a text
   {LONG}
   a\\ *{LONG}*\\ b and :ref:`start`

   last
"""
SIGNATURE = """\
.. py:function:: module_of_functions.compute_the_cost_of_water_for(first_argument_of_the_function: dict[str, \
list[tuple[int, int]]] = "a default value", *, third: bool = False) -> dict[str, int]

   Words.

.. option:: --an-option <value>

   Words.
"""


@pytest.mark.parametrize("text", [LITERAL, SIGNATURE], ids=["literal", "signature"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_code_with_markup_stays_within_the_margins(
    make_root: MakeRoot, tmp_path: Path, text: str, language: str
) -> None:
    """No line runs off the paper, no letter is lost, and rules of typography do not apply to it."""
    root = write_pages(make_root, {"index": TITLE + text}, language)
    made = build_edition(root, tmp_path, language)
    assert amiss(made) == []
    for row in CHECKS:
        for format in row.formats if row.code.startswith("type/") else ():
            assert messages(row.code, of(made, format)) == []


def test_literal_text_keeps_its_lines(make_root: MakeRoot, tmp_path: Path) -> None:
    """In a book empty lines of literal text stay, and what is broken goes on behind an arrow."""
    made = build_edition(write_pages(make_root, {"index": TITLE + LITERAL}), tmp_path, formats=("pdf",))
    book = subprocess.run(["pdftotext", "-layout", made.pdf, "-"], capture_output=True, text=True, check=True)
    assert re.search(r"b and Title\n\n *last", book.stdout)


def test_signatures_are_read_from_the_left(make_root: MakeRoot, tmp_path: Path) -> None:
    """On a page in Arabic a signature has its direction, so that dashes and brackets are not mirrored."""
    made = build_edition(
        write_pages(make_root, {"index": TITLE + SIGNATURE}, "ar"), tmp_path, "ar", formats=("html",)
    )
    signatures = re.findall(r'<dt class="sig[^>]*>', made.page("index"))
    assert len(signatures) == 2
    assert all('dir="ltr"' in tag for tag in signatures)
