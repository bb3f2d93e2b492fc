"""The book in large print, which stands beside the ordinary one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest

from build_tools.cli import dispatch
from build_tools.inspection.pdf.typeset import read_typeset_pages

MM = 72 / 25.4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new root in one language."""
    folder = tmp_path / "root"
    assert dispatch.run_command(["new", str(folder), "en"]) == 0
    return folder


@pytest.fixture
def home(root: Path) -> Path:
    """Return the folder of the root's edition."""
    return root / "build" / "editions" / "en" / "charter"


def run(root: Path, *words: str) -> int:
    """Run a command on a root, and return the exit code."""
    return dispatch.run_command(["--root", str(root), *words])


def list_in_register(root: Path, formats: str) -> None:
    """Write the formats of the publication into its register."""
    register = root / "source" / "publications.toml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("version =", f"formats = [{formats}]\nversion ="), encoding="utf-8")


def read_report(root: Path) -> list[dict[str, str]]:
    """Return the rows of the last report."""
    rows: list[dict[str, str]] = json.loads((root / "build" / "report.json").read_text("utf-8"))["editions"]
    return rows


def test_large_print_is_built_where_it_is_named(root: Path, home: Path) -> None:
    """`-f pdf/large` writes a book of its own, 18 pt on A4, with a name and an identifier."""
    assert run(root, "build", "-f", "pdf", "-f", "html") == 0
    assert not (home / "charter-en-large.pdf").exists()
    assert run(root, "build", "-f", "pdf/large") == 0
    (row,) = read_report(root)
    assert (row["format"], row["status"]) == ("pdf/large", "built")
    assert row["path"] == "editions/en/charter/charter-en-large.pdf"
    with pikepdf.open(home / "charter-en-large.pdf") as large, pikepdf.open(home / "charter-en.pdf") as usual:
        widths = [round(float(book.pages[0].mediabox[2]) / MM) for book in (usual, large)]
        assert widths == [148, 210]
        assert large.trailer.ID[0] != usual.trailer.ID[0]
        drawn = b"".join(page.Contents.read_bytes() for page in large.pages)
    sizes = {round(float(found) * 0.75, 1) for found in re.findall(rb"/\S+ ([\d.]+) Tf", drawn)}
    assert 18 in sizes
    assert "large" not in (home / "html" / "index.html").read_text("utf-8")


def test_the_register_lists_large_print(root: Path, home: Path) -> None:
    """`formats = ["html", "pdf", "pdf/large"]` builds both books, and pages offer both."""
    list_in_register(root, '"html", "pdf", "pdf/large"')
    assert run(root, "build") == 0
    assert [row["format"] for row in read_report(root)] == ["html", "pdf", "pdf/large"]
    page = (home / "html" / "index.html").read_text("utf-8")
    assert re.search(r'<a href="[^"]*/charter-en-large\.pdf">Large print \(PDF\)</a>', page)


def test_large_print_leaves_the_register(root: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the register listed and lists no more is removed by the next build, and told."""
    list_in_register(root, '"pdf", "pdf/large"')
    assert run(root, "build") == 0
    register = root / "source" / "publications.toml"
    register.write_text(register.read_text("utf-8").replace(', "pdf/large"', ""), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "build", "--notes") == 0
    assert not (home / "charter-en-large.pdf").exists()
    assert "charter-en-large.pdf: build/left removed" in capsys.readouterr().err


def test_a_book_of_its_own_is_kept_and_checked(
    root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build without it keeps it, `check` tells that it is out of date, and looks at it as at every book."""
    assert run(root, "build", "-f", "pdf/large") == 0
    start = root / "source" / "charter" / "index.rst"
    start.write_text(start.read_text("utf-8") + "\nOne more.\n", encoding="utf-8")
    assert run(root, "build", "-f", "pdf") == 0
    assert (home / "charter-en-large.pdf").is_file()
    run(root, "check")
    report = json.loads((root / "build" / "report.json").read_text("utf-8"))
    stale = [one["format"] for one in report["findings"] if one["code"] == "check/out-of-date"]
    assert stale == ["pdf/large"]
    assert run(root, "build", "-f", "pdf/large") == 0
    run(root, "check", "-f", "pdf/large")
    report = json.loads((root / "build" / "report.json").read_text("utf-8"))
    assert [one for one in report["findings"] if one["severity"] != "note"] == []
    results = json.loads((root / "build/.press/checks/charter-en-pdf-large.json").read_text("utf-8"))
    checked = {row["code"] for row in results["value"]}
    assert {"type/margin", "text/lost", "pdf/structure", "type/hyphens"} <= checked
    assert run(root, "clean") == 0
    assert not home.exists()


def count_edges(book: Path) -> int:
    """Return how many right edges the inner lines of the longest paragraph have, in points."""
    blocks = [block for page in read_typeset_pages(book) for block in page.text_blocks]
    lines = max((block.lines for block in blocks), key=len)
    assert len(lines) > 5
    return len({round(line.right / 3) for line in lines[:-1]})


def test_large_print_has_ragged_lines(root: Path, home: Path) -> None:
    """Its lines have even spaces and whole words, where the other book is justified."""
    start = root / "source" / "charter" / "article-1.rst"
    sentence = "Every inhabitant may understand extraordinary administrative responsibilities of a city, and"
    words = " ".join(f"{sentence} its {'very ' * (number % 4)}law." for number in range(12))
    start.write_text(f"{start.read_text('utf-8')}\n3. {words}\n", encoding="utf-8")
    assert run(root, "build", "-f", "pdf", "-f", "pdf/large") == 0
    assert count_edges(home / "charter-en.pdf") == 1
    assert count_edges(home / "charter-en-large.pdf") > 2


def test_the_address_of_the_whole_text_leads_to_its_title(root: Path, home: Path) -> None:
    """On a large sheet, and below a logo, it leads to the words of the title, not to the edge above them."""
    (root / "styles").mkdir()
    mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (root / "styles" / "logo.svg").write_text(mark, encoding="utf-8")
    start = root / "source" / "charter" / "index.rst"
    title, _, contents = start.read_text("utf-8").partition("This text says")
    contents = contents.partition("\n")[2]
    start.write_text(f".. _whole:\n\n{title}{contents}", encoding="utf-8")
    assert run(root, "build", "-f", "pdf/large") == 0
    run(root, "check", "-f", "pdf/large")
    report = json.loads((root / "build" / "report.json").read_text("utf-8"))
    assert [one["message"] for one in report["findings"] if one["code"] == "text/address"] == []
