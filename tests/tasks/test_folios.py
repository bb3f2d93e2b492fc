"""Pages of books are remembered, and e-books of the same text lead to them."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import Any

import pytest
from lxml import etree

from build_tools.cli.dispatch import run_command
from build_tools.errors import UserError
from build_tools.model import Target
from build_tools.paths import Root
from build_tools.register import read_register
from build_tools.tasks.check.results import make_built_edition
from build_tools.tasks.options import Options
from tests.helpers.checks import messages
from tests.helpers.inspect import get_element_text

LENGTH = 90
NOTE = "\n\n.. [#] The note of {number} stands at the foot of its page, and in the e-book at the end."
XHTML = {"x": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


def write_rule(number: int) -> str:
    """Return a paragraph of a few lines; some have a note, some a box before them."""
    box = f".. seealso:: Elsewhere there is more of {number}.\n\n" if number % 7 == 0 else ""
    note = " [#]_" if number % 5 == 0 else ""
    rule = f"{number}. Rule {number} says that house{number} and road{number} are open to all.{note}"
    return f"{box}{rule} {'So it is. ' * 6}"


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root with a text of some pages, built as a book."""
    made: Root = make_root({"a": ["en"]}, more='version = "2026.1"')
    rules = "\n\n".join(write_rule(number) for number in range(1, LENGTH))
    notes = "".join(NOTE.format(number=number) for number in range(5, LENGTH, 5))
    text = "The Rules\n=========\n\n.. toctree::\n\n   rules\n"
    (made.source / "a" / "index.rst").write_text(text)
    (made.source / "a" / "rules.rst").write_text(f".. _rules:\n\nAll Rules\n=========\n\n{rules}{notes}\n")
    return made


def run(root: Root, *command: str) -> int:
    """Run a command on the root."""
    return run_command([*command, "--root", str(root.path), "-q"])


def read_ebook(root: Root) -> tuple[dict[str, str], str]:
    """Return the targets of the page list by folio, and the metadata of the package."""
    with zipfile.ZipFile(root.path / "build/editions/en/a/a-en.epub") as book:
        nav = etree.fromstring(book.read("EPUB/nav.xhtml"))
        package = book.read("EPUB/package.opf").decode()
    links = nav.xpath("//x:nav[@e:type='page-list']//x:a", namespaces=XHTML)
    return {get_element_text(link): link.get("href") for link in links}, package


def read_text_at(root: Root, href: str) -> str:
    """Return the text of an e-book from a place on, up to the next page of the book."""
    name, _, id = href.partition("#")
    with zipfile.ZipFile(root.path / "build/editions/en/a/a-en.epub") as book:
        page = book.read(f"EPUB/{name}").decode()
    after = page.partition(f'id="{id}"')[2].partition(">")[2].partition('role="doc-pagebreak"')[0]
    return " ".join(re.sub(r"<[^>]*>", " ", after).split())


def read_book_page(root: Root, number: str) -> str:
    """Return the text of a page of the book, as poppler gives it, below its running head."""
    file = root.path / "build/editions/en/a/a-en.pdf"
    command = ["pdftotext", "-q", "-f", number, "-l", number, str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


def list_messages(order: Options, code: str) -> list[str]:
    """Return the messages of a check of the edition."""
    target = Target("a", "en", code.partition("/")[0])
    return messages(code, make_built_edition(order, read_register(order.root), target))


def test_an_ebook_leads_to_the_pages_of_the_book(root: Root, order: Any) -> None:
    """Each page that has text is listed once; the words after its mark are the first of that page."""
    assert run(root, "build", "-f", "pdf") == 0
    assert run(root, "folios", "keep") == 0
    assert run(root, "build") == 0
    pages, package = read_ebook(root)
    assert len(pages) > 5
    assert [*pages] == [str(number) for number in range(int(next(iter(pages))), int([*pages][-1]) + 1)]
    for number, href in pages.items():
        opening = " ".join(read_text_at(root, href).split()[:6])
        assert opening in read_book_page(root, number), number
    assert "pageNavigation" in package
    assert '<meta property="pageBreakSource">The Rules (PDF, 2026.1)</meta>' in package
    assert list_messages(order(root), "pdf/folio") + list_messages(order(root), "epub/page-list") == []


def test_where_the_text_has_changed_no_page_is_named(root: Root, order: Any) -> None:
    """An e-book of another text, or of another version, has no list; a check says what to do."""
    assert run(root, "build", "-f", "pdf") == 0
    assert run(root, "folios", "keep") == 0
    file = root.source / "a" / "rules.rst"
    file.write_text(file.read_text().replace("So it is. ", "So be it, and so it is for everyone. "))
    assert run(root, "build") == 0
    pages, package = read_ebook(root)
    assert pages == {}
    assert "pageBreakSource" not in package
    assert list_messages(order(root), "pdf/folio") == [
        "page 6 of the book begins elsewhere than its e-book says, and 13 more pages do"
    ]
    assert list_messages(order(root), "epub/page-list") == [
        "its text is no longer that of the book whose pages are remembered, so it names none"
    ]
    root.register.write_text(root.register.read_text().replace("2026.1", "2026.2"))
    assert read_register(root).publications[0].folios == ()


def test_a_book_that_is_not_ready_is_not_remembered(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a book is not built, or is not of the texts as they are, nothing is written."""
    assert run(root, "folios", "keep") == 1
    assert run(root, "build", "-f", "pdf") == 0
    (root.source / "a" / "index.rst").write_text(
        "The Rules\n=========\n\n.. toctree::\n\n   rules\n\nMore.\n"
    )
    assert run(root, "folios", "keep") == 1
    assert not root.folios.exists()
    lines = capsys.readouterr().err.splitlines() + capsys.readouterr().out.splitlines()
    assert [line.partition(" — ")[2] for line in lines] == ["run editions build -f pdf, then this again"] * 2


WRONG_ROWS = ("a\t1", "a\t1\ten\t7\tone\tx\tword", "a\t1\t\t7\tone\t0\tword", "a\t1\ten\t7\tone\t0\t")


@pytest.mark.parametrize("row", WRONG_ROWS)
def test_a_wrong_row_is_told_with_its_line(root: Root, row: str) -> None:
    """A row that is no page of a book is an error at its line."""
    root.folios.write_text(f"\n{row}\n")
    with pytest.raises(UserError, match=r"^source/folios.tsv:2: folios/row is no row"):
        read_register(root)
