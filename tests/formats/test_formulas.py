"""Formulas in each format: MathML on pages and in e-books, drawn in books, numbered and referred to."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from build_tools.errors import UserError
from tests.conftest import MakeRoot
from tests.helpers.checks import amiss
from tests.helpers.editions import Made
from tests.helpers.small_roots import build_edition, write_pages

SUM = r"\sum_{i=1}^{n} \frac{i}{2}"
START = """\
.. _start:

Title
=====

.. toctree::

   one
   two
"""
ONE = r"""
.. _one:

One
===

By :eq:`total` and :eq:`last`, a :math:`\sqrt{2}` in a line.

.. math:: \begin{pmatrix} a & b \\ c & d \end{pmatrix}

.. math::
   :label: total

   \sum_{i=1}^{n} \frac{i}{2}
"""
TWO = r"""
.. _two:

Two
===

.. math:: e = mc^2
   :label: last
"""


def build(make_root: MakeRoot, work: Path, one: str = ONE) -> Made:
    """Return the edition of a root whose first page is `one`."""
    return build_edition(write_pages(make_root, {"index": START, "one": one, "two": TWO}), work)


@pytest.fixture
def made(make_root: MakeRoot, tmp_path: Path) -> Made:
    """Return an edition with formulas in every format."""
    return build(make_root, tmp_path)


def test_every_format_shows_formulas_with_their_numbers(made: Made) -> None:
    """Pages and e-book have MathML with its font, the book has drawings; numbers go through all pages."""
    assert made.wrong == {}
    assert amiss(made) == []
    with zipfile.ZipFile(made.epub) as package:
        chapter = package.read("EPUB/one.xhtml").decode()
        manifest = package.read("EPUB/package.opf").decode()
        fonts = [name for name in package.namelist() if "stix" in name]
    assert re.search(r'<item [^>]*href="one.xhtml"[^>]*properties="mathml"', manifest)
    assert len(fonts) == 2
    assert "Press STIX Two Math" in (made.html / "style.css").read_text("utf-8")
    for page in (made.page("one"), chapter):
        assert "<munderover><mo" in page
        assert "<mfrac><mi>i</mi><mn>2</mn></mfrac></math>" in page
        assert page.count("<mtr>") == 2
        assert re.findall(r'class="equation-number">([^<]*)<', page) == ["(1)"]
        assert re.findall(r'<a class="reference internal" href="[^"]*equation-\w+">([^<]*)<', page) == [
            "(1)",
            "(2)",
        ]


def test_a_book_draws_formulas_and_says_their_tex(made: Made) -> None:
    """Each formula of a book is a Formula with its TeX, and no letter of it stands as text beside."""
    with pikepdf.open(made.pdf) as book:
        found = [
            str(each.Alt)
            for each in book.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Formula"
        ]
    assert sorted(found) == sorted(
        [r"\sqrt{2}", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", SUM, "e = mc^2"]
    )
    words = subprocess.run(["pdftotext", made.pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "∑" not in words
    assert "(2)" in words


def test_a_formula_that_cannot_be_set_is_an_error_at_its_line(make_root: MakeRoot, tmp_path: Path) -> None:
    """A formula that is not known fails the edition at its line; nothing is printed in its place."""
    with pytest.raises(UserError) as caught:
        build(make_root, tmp_path, ONE + "\nHere is :math:`x \\foo y`.\n")
    error = caught.value
    assert (error.code, error.place.file, error.place.line) == ("source/no-formula", "source/a/one.rst", 16)
    assert r"\foo" in error.message


def test_a_letter_that_paper_lacks_fails_the_book_alone(make_root: MakeRoot, tmp_path: Path) -> None:
    """A browser has other fonts for words of a formula; a book has none, and says so at the line."""
    made = build(make_root, tmp_path, ONE + "\nHere is :math:`\\text{نص}`.\n")
    assert list(made.wrong) == ["pdf"]
    assert "source/no-formula" in made.wrong["pdf"]


def test_an_edition_without_formulas_has_no_font_of_them(make_root: MakeRoot, tmp_path: Path) -> None:
    """The font and the rules of formulas are served where they are needed."""
    made = build_edition(make_root({"a": ["en"]}), tmp_path, formats=("html",))
    assert "math" not in (made.html / "style.css").read_text("utf-8").replace("div.math", "")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_number_of_a_formula_is_printed_once(make_root: MakeRoot, tmp_path: Path, language: str) -> None:
    """A number stands beside its formula and nowhere else, not in the running head of its page."""
    words = "Words that fill a line and a half of the page, so that formulas stand at many heights. " * 9
    formulas = "".join(
        f"Part {n}\n------\n\n{words}\n\n.. math::\n   :label: f{n}\n\n   x_{n} = \\frac{{1}}{{{n}}}\n\n"
        for n in range(1, 9)
    )
    root = write_pages(make_root, {"index": f".. _start:\n\nTitle\n=====\n\n{formulas}"}, language)
    made = build_edition(root, tmp_path, language, formats=("pdf",))
    text = subprocess.run(["pdftotext", made.pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert sorted(map(int, re.findall(r"[()](\d+)[()]", text))) == list(range(1, 9))


WORDS = {"ar": "مجموع الكلفة 12", "ko": "비용의 합"}


@pytest.mark.parametrize("language", WORDS)
def test_words_of_a_formula_are_drawn_in_their_letters(
    make_root: MakeRoot, tmp_path: Path, language: str
) -> None:
    """Words that no font of formulas has are joined and ordered as in the text, in every format."""
    words = WORDS[language]
    text = f".. _start:\n\nTitle\n=====\n\n{words}\n\n.. math:: \\frac{{\\text{{{words}}}}}{{2}}\n"
    made = build_edition(write_pages(make_root, {"index": text}, language), tmp_path, language)
    assert made.wrong == {}
    assert amiss(made) == []
    page = tmp_path / "page"
    subprocess.run(["pdftoppm", "-r", "144", "-f", "5", "-png", made.pdf, page], check=True)
    with Image.open(next(tmp_path.glob("page*.png"))).convert("L") as image:
        written, drawn = list(iter_rows_of_ink(image))[:2]
    # The same words, as wide and as dark; the fraction has a rule and a number more.
    assert abs(drawn[0] - written[0]) < 0.15 * written[0]
    assert 0.8 * written[1] < drawn[1] < 2 * written[1]


def iter_rows_of_ink(image: Image.Image) -> Iterator[tuple[int, int]]:
    """Yield the width and the number of dark points of each row of letters of a page."""
    ink = image.point([255 * (n < 128) for n in range(256)])
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
    starts = [y for y in range(1, ink.height) if rows[y] and not any(rows[max(0, y - 24) : y])]
    for start in starts:
        row = ink.crop((0, start, ink.width, start + 60))
        left, _, right, _ = row.getbbox() or (0, 0, 0, 0)
        yield right - left, row.histogram()[255]
