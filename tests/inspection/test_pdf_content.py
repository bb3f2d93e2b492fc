"""Text runs of a page: their position, their text, and their marked content."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from build_tools.inspection.pdf.content import TextRun, read_text_runs
from build_tools.inspection.pdf.fonts import parse_tounicode

CMAP = b"""2 beginbfchar <0001> <0061> <0002> <00660069> endbfchar
1 beginbfrange <0010> <0012> <0041> endbfrange
1 beginbfrange <0020> <0021> [<0020> <00AD>] endbfrange"""
A, FI, SPACE, SOFT_HYPHEN = "0001", "0002", "0020", "0021"


def read_runs(content: str) -> list[TextRun]:
    """Return the text runs of a page 200 pt high; letters are half an em wide, A to C one em."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 200))
        widths = Array([1, Array([500, 500]), 16, 18, 1000])
        inner = Dictionary(W=widths, DW=250)
        font = Dictionary(BaseFont=Name("/AAAAAA+Amiri"), DescendantFonts=Array([inner]))
        font.ToUnicode = pdf.make_stream(CMAP)
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        pdf.pages[0].Contents = pdf.make_stream(content.encode())
        return list(read_text_runs(pdf.pages[0], 1, {}))


def test_a_map_says_what_codes_stand_for() -> None:
    """Single codes, ranges and lists of codes are mapped, also to more than one character."""
    characters = {1: "a", 2: "fi", 16: "A", 17: "B", 18: "C", 32: " ", 33: "\u00ad"}
    assert parse_tounicode(CMAP) == characters
    assert parse_tounicode(b"") == {}


def test_a_run_stands_where_it_is_drawn() -> None:
    """Positions are in points from the upper left corner, whatever the transformation."""
    (run,) = read_runs(f"1 0 0 -1 0 200 cm BT /F 10 Tf 1 0 0 -1 30 50 Tm [<{A}0010>] TJ ET")
    assert (run.text, run.font, run.size, run.page) == ("aA", "AAAAAA+Amiri", 10, 1)
    assert (run.left, run.right, run.baseline) == (30, 45, 50)
    assert [code for code, _ in run.glyphs] == [A, "0010"]


def test_what_is_put_back_is_as_it_was() -> None:
    """A matrix applies until the end of its q."""
    inner = f"q 1 0 0 1 5 5 cm BT /F 10 Tf 1 0 0 1 0 0 Tm <{A}> Tj ET Q"
    runs = read_runs(f"{inner} BT /F 10 Tf 1 0 0 1 0 0 Tm <{A}> Tj ET")
    assert [(run.left, run.baseline) for run in runs] == [(5, 195), (0, 200)]


def test_spaces_at_an_edge_are_no_part_of_the_width() -> None:
    """The width of a space between words includes the kerning after it."""
    shown = f"[<{SPACE}{A}{SPACE}> -250 <{A}{SPACE}>] TJ"
    (run,) = read_runs(f"BT /F 10 Tf 1 0 0 1 0 0 Tm {shown} ET")
    assert run.text == " a a "
    assert (run.left, run.right) == (2.5, 17.5)
    assert run.spaces == (0.25, 0.5)


def test_what_nobody_sees_is_no_letter() -> None:
    """Soft hyphens and unknown codes have no text; ligatures have their letters."""
    (run,) = read_runs(f"BT /F 10 Tf 1 0 0 1 0 0 Tm <{FI}{SOFT_HYPHEN}0fff{A}> Tj ET")
    assert run.text == "fia"
    assert run.right == 10 * (0.5 + 0.25 + 0.25 + 0.5)


@pytest.mark.parametrize(
    ("begin", "mcid"),
    [
        ("/P <</MCID 3>> BDC", 3),
        ("/P <</MCID 3>> BDC /Span <</Lang (fr)>> BDC", 3),
        ("/P <</MCID 3>> BDC /Artifact BMC", None),
        ("/Artifact <</Type /Pagination>> BDC", None),
        ("/P <</MCID 3>> BDC EMC", None),
        ("", None),
    ],
)
def test_a_run_belongs_to_the_nearest_mark(begin: str, mcid: int | None) -> None:
    """The nearest marked content with an id counts; an artifact belongs to none."""
    (run,) = read_runs(f"{begin} BT /F 10 Tf 1 0 0 1 0 0 Tm <{A}> Tj ET")
    assert run.mcid == mcid


def test_each_place_and_each_mark_begins_a_run() -> None:
    """A new position or another marked content begins a new run."""
    runs = read_runs(
        f"BT /F 10 Tf /P <</MCID 1>> BDC 1 0 0 1 0 90 Tm <{A}> Tj 1 0 0 1 0 80 Tm <{FI}> Tj EMC "
        f"/P <</MCID 2>> BDC <{A}> Tj EMC ET"
    )
    assert [(run.text, run.mcid, run.baseline) for run in runs] == [
        ("a", 1, 110),
        ("fi", 1, 120),
        ("a", 2, 120),
    ]
