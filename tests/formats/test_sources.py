"""What an editor writes is what every format shows."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from build_tools.errors import UserError
from tests.conftest import MakeRoot
from tests.helpers.checks import amiss, messages, of
from tests.helpers.editions import Made
from tests.helpers.small_roots import build_edition, write_pages

TITLE = ".. _start:\n\nTitle\n=====\n\n"


def read_formats(made: Made, page: str = "index") -> dict[str, str]:
    """Return a page of an edition as each format has it, tags of pages left out."""
    assert made.wrong == {}
    with zipfile.ZipFile(made.epub) as package:
        chapter = package.read(f"EPUB/{page}.xhtml").decode()
    book = subprocess.run(["pdftotext", made.pdf, "-"], capture_output=True, text=True, check=True).stdout
    texts = {"html": made.page(page), "epub": chapter, "pdf": book}
    return {name: " ".join(re.sub(r"<[^>]*>", "", text).split()) for name, text in texts.items()}


def test_words_of_one_format_stand_in_it_alone(make_root: MakeRoot, tmp_path: Path) -> None:
    """`only` shows its words in the formats that it names, `html` among them."""
    names = ("html", "pdf", "epub", "latex", "not html")
    text = "".join(f".. only:: {name}\n\n   In {name.replace(' ', '-')}.\n\n" for name in names)
    made = build_edition(write_pages(make_root, {"index": TITLE + text}), tmp_path)
    shown = read_formats(made)
    found = {name: re.findall(r"\bIn ([\w-]+)\.", text) for name, text in shown.items()}
    assert found == {"html": ["html"], "epub": ["epub", "not-html"], "pdf": ["pdf", "not-html"]}
    assert amiss(made) == []


ONLY_SECTIONS = f"""\
{TITLE}.. only:: html

   .. _web:

   On the web
   ----------

   Words of the page.

.. only:: not html

   .. _kept:

   To be kept
   ----------

   Words of the files.

.. _all:

For all
-------

Words for all.
"""


def test_contents_name_sections_of_their_format(make_root: MakeRoot, tmp_path: Path) -> None:
    """A section within `only` stands in the contents of the formats that have it, at its own level."""
    made = build_edition(write_pages(make_root, {"index": ONLY_SECTIONS}), tmp_path)
    assert amiss(made) == []
    shown = read_formats(made)
    assert ("On the web" in shown["pdf"], shown["pdf"].count("To be kept")) == (False, 2)
    with zipfile.ZipFile(made.epub) as package:
        contents = package.read("EPUB/nav.xhtml").decode()
    assert ("On the web" in contents, "To be kept" in contents) == (False, True)
    depths = {article.title: article.depth for article in made.articles}
    assert depths == {"Title": 1, "On the web": 2, "To be kept": 2, "For all": 2}


TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="900"><path d="M0 0H200V900H0Z"/></svg>'


@pytest.mark.parametrize("options", ["", "   :width: 90%\n", "   :width: 90%\n\n   Its caption.\n"])
def test_a_tall_picture_stands_on_its_page(make_root: MakeRoot, tmp_path: Path, options: str) -> None:
    """A picture higher than a page is drawn smaller, in its proportions, and begins where its label leads."""
    root = write_pages(make_root, {"index": f"{TITLE}.. figure:: tall.svg\n   :alt: A bar\n{options}"})
    (root.source / "a" / "tall.svg").write_text(TALL, encoding="utf-8")
    made = build_edition(root, tmp_path, formats=("pdf",))
    assert messages("text/address", of(made, "pdf")) == []
    page = tmp_path / "page"
    subprocess.run(["pdftoppm", "-r", "36", "-f", "5", "-png", made.pdf, page], check=True)
    with Image.open(next(tmp_path.glob("page*.png"))).convert("L") as image:
        ink = image.point([255 * (n < 128) for n in range(256)])
        left, top, right, bottom = ink.crop((0, 0, image.width, image.height - 20)).getbbox() or (0, 0, 0, 0)
    assert bottom < image.height - 25
    assert abs((bottom - top) / (right - left) - 4.5) < 0.1


INITIALS = r"""J. Dupont has read it.

1986\ [#a]_ is no list.

1986. A year.

MM. Durand et fils.

p. 12 of *it*, as [Dup1986]_ has it, and again [Dup1986]_, and [Mey1990]_.

.. [Dup1986] J. Dupont. *A book*.

.. [Mey1990] Meyer. *Another*.

.. [#a] K. Meyer, as above.

a. first

b. second

Words between.

c. third
"""


def test_initials_and_years_stand_as_they_are_written(make_root: MakeRoot, tmp_path: Path) -> None:
    """What begins with initials, a page or a year is a paragraph; a list that goes on stays one."""
    made = build_edition(write_pages(make_root, {"index": TITLE + INITIALS}, "ar"), tmp_path, "ar")
    for name, text in read_formats(made).items():
        if name == "pdf":
            continue  # Poppler has Arabic lines in another order: the checks read them
        for words in (
            "J. Dupont",
            "1986. A year",
            "MM. Durand",
            "p. 12 of it",
            "K. Meyer",
            "J. Dupont. A book",
        ):
            assert words in text
    assert made.page("index").count('class="enumerated') == 2
    assert [one for one in made.findings if one.code == "source/list-of-one"] == []
    assert amiss(made) == []


def test_an_initial_that_may_be_a_list_is_told(make_root: MakeRoot, tmp_path: Path) -> None:
    """A list of one item that begins with A is told at its line, with what to write for an initial."""
    pages = {"index": TITLE + "A. Smith\n\nWords.\n\n\\A. Smith.\n"}
    made = build_edition(write_pages(make_root, pages), tmp_path, formats=("html",))
    (finding,) = [one for one in made.findings if one.code == "source/list-of-one"]
    assert (finding.place.file, finding.place.line) == ("source/a/index.rst", 6)
    assert made.page("index").count('role="list"') == 1
    assert "A. Smith." in made.page("index")


def test_a_start_page_without_a_title_is_an_error(make_root: MakeRoot, tmp_path: Path) -> None:
    """A publication without a title is not built, and its start page is named."""
    root = write_pages(make_root, {"index": "Only words.\n"})
    with pytest.raises(UserError) as caught:
        build_edition(root, tmp_path, formats=("html",))
    error = caught.value
    assert (error.code, error.place.file, error.place.line) == ("source/no-title", "source/a/index.rst", 1)


def test_a_page_without_a_title_is_an_error(make_root: MakeRoot, tmp_path: Path) -> None:
    """A page that a toctree names and that has no title is named, at its line; contents could not name it."""
    pages = {"index": f"{TITLE}.. toctree::\n\n   one\n", "one": "Only words.\n"}
    with pytest.raises(UserError) as caught:
        build_edition(write_pages(make_root, pages), tmp_path, formats=("html",))
    error = caught.value
    assert (error.code, error.place.file, error.place.line) == ("source/no-title", "source/a/one.rst", 1)


def test_ids_of_a_page_give_way_to_those_of_its_text(make_root: MakeRoot, tmp_path: Path) -> None:
    """An own list of contents, and labels `contents` and `text`, have their ids alone."""
    one = ".. _one:\n\nOne\n===\n\n.. contents::\n   :local:\n\n.. _text:\n\nText\n----\n\nWords.\n"
    pages = {"index": f"{TITLE}.. toctree::\n\n   one\n", "one": one}
    page = build_edition(write_pages(make_root, pages), tmp_path, formats=("html",)).page("one")
    ids = re.findall(r' id="([^"]*)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert {"contents", "text", "page-contents", "page-text"} <= set(ids)
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_a_translation_follows_an_initial(make_root: MakeRoot, tmp_path: Path) -> None:
    """A catalogue has the words behind an initial, as Sphinx extracts them; the initial stays before them."""
    root = write_pages(make_root, {"index": TITLE + "J. Dupont has read it.\n"}, "en", "fr")
    catalogue = root.path / "locale" / "fr" / "LC_MESSAGES" / "a" / "index.po"
    catalogue.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    message = 'msgid "Dupont has read it."\nmsgstr "Dupont l’a lu."\n'
    catalogue.write_text(header + message, encoding="utf-8")
    made = build_edition(root, tmp_path, "fr")
    assert all("J. Dupont l’a lu." in text for text in read_formats(made).values())
    assert amiss(made) == []
    assert [one for one in made.findings if one.severity == "error"] == []


def test_a_number_of_a_table_leads_to_its_page(make_root: MakeRoot, tmp_path: Path) -> None:
    """A table whose label stands before it is found where it is printed, wherever its page ends."""
    table = ".. _table:\n\n.. list-table:: Caption\n   :header-rows: 1\n\n   * - Head\n" + "   * - cell\n" * 4
    for lines in (24, 28):
        words = "See :numref:`table`.\n\n" + "".join(f"Line {n}.\n\n" for n in range(lines))
        root = write_pages(make_root, {"index": TITLE + words + table}, conf="numfig = True\n")
        made = build_edition(root, tmp_path / str(lines), formats=("pdf",))
        assert [each for each in amiss(made) if each.startswith("pdf")] == []


def test_a_formula_is_a_word_to_checks_of_a_book(make_root: MakeRoot, tmp_path: Path) -> None:
    """A full stop behind a formula has no space before it, in the middle of a line or at its end."""
    words = "The day of :math:`a + b`.\n\n" + "".join(
        f"{'x' * n} The day of the long formula :math:`a_{{{n}}} + b + c + d + e`.\n\n" for n in range(4, 40)
    )
    root = write_pages(make_root, {"index": TITLE + words})
    made = build_edition(root, tmp_path, formats=("pdf",))
    assert messages("type/spaces", of(made, "pdf")) == []


LONG = "x" * 70 + "y" * 90


def test_a_long_line_of_code_is_broken_in_a_book(make_root: MakeRoot, tmp_path: Path) -> None:
    """Listings of all kinds stay within the margins; no letter is lost or added, and empty lines stay."""
    text = f"""\
.. code-block:: python
   :linenos:

   {LONG}
   print("{LONG}")

.. code-block:: text
   :caption: A caption

   {LONG}

::

   short

   {LONG}

>>> {LONG}
"""
    made = build_edition(write_pages(make_root, {"index": TITLE + text}), tmp_path)
    assert amiss(made) == []
    assert messages("type/margin", of(made, "pdf")) == []
    book = subprocess.run(["pdftotext", "-layout", made.pdf, "-"], capture_output=True, text=True, check=True)
    assert re.search(r"short\n\n *x{40}", book.stdout)
    assert book.stdout.count("x" * 30) >= 5


def test_an_article_has_one_number(make_root: MakeRoot, tmp_path: Path) -> None:
    """In a numbered tree an article bears its own number alone; other headings have that of the tree."""
    one = ".. _art-1:\n\nFirst\n=====\n\nWords.\n\n.. _part:\n\nPart\n----\n\nWords.\n"
    root = write_pages(make_root, {"index": f"{TITLE}.. toctree::\n   :numbered:\n\n   one\n", "one": one})
    register = root.register.read_text("utf-8")
    root.register.write_text(f'{register}\n[publications.a.articles]\n"art-{{n}}" = "Article {{roman}}"\n')
    made = build_edition(root, tmp_path)
    assert amiss(made) == []
    headings = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", made.page("one"))
    texts = [" ".join(re.sub(r"<[^>]*>", " ", heading).split()) for heading in headings]
    assert texts == ["Article I First", "1.1. Part"]
    contents = " ".join(re.sub(r"<[^>]*>", "", made.page("index")).split())
    assert "Article I First 1.1. Part" in contents
    assert "1. Article" not in contents


def test_words_drawn_in_a_picture_are_no_text(make_root: MakeRoot, tmp_path: Path) -> None:
    """What a diagram is labelled with is neither extra nor joined words of the book."""
    root = write_pages(make_root, {"index": f"{TITLE}.. figure:: plan.svg\n   :alt: A plan\n"})
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="3">Ring Jet</text></svg>'
    (root.source / "a" / "plan.svg").write_text(drawing, encoding="utf-8")
    made = build_edition(root, tmp_path)
    assert amiss(made) == []
    assert messages("pdf/extraction", of(made, "pdf")) == []
