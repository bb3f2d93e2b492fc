"""Pieces of HTML of a root's own `styles/partials/`: where they stand, and what they may not have."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from build_tools.cli import dispatch

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10z" fill="#f00"/></svg>'
FOOTER = """{% set place = {"en": "Town Hall Square", "fr": "place de la Mairie"}[language] %}
<p>{{ publisher }}, {{ place }}</p>
<p><img src="partner.svg" alt="Partner"></p>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new root in two languages, with a folder for partials and the picture of a partner."""
    folder = tmp_path / "root"
    assert dispatch.run_command(["new", str(folder), "en", "fr"]) == 0
    (folder / "styles" / "partials").mkdir(parents=True)
    (folder / "styles" / "partner.svg").write_text(MARK, encoding="utf-8")
    register = folder / "source" / "publications.toml"
    text = register.read_text("utf-8").replace('name = "A Charter of Our Own"', 'name = "Town & <City>"')
    register.write_text(text, encoding="utf-8")
    return folder


def write_partial(root: Path, name: str, html: str) -> None:
    """Write a partial of a root."""
    (root / "styles" / "partials" / name).write_text(html, encoding="utf-8")


def run(root: Path, *words: str) -> int:
    """Run a command on a root, and return the exit code."""
    return dispatch.run_command(["--root", str(root), *words])


def list_due(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Return the format and the reason of each job in English that is due."""
    capsys.readouterr()
    assert run(root, "build", "-l", "en", "--why") == 0
    jobs = (line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines())
    return [(job[2], job[3]) for job in jobs]


def test_header_and_footer_are_on_every_page(root: Path) -> None:
    """Both stand on each page, with values of the edition, escaped, and a picture of `styles/` is copied."""
    write_partial(root, "header.html", '<p class="motto">A city for all</p>')
    write_partial(root, "footer.html", FOOTER)
    assert run(root, "build", "-f", "html") == 0
    for tag, place in (("en", "Town Hall Square"), ("fr", "place de la Mairie")):
        html = root / "build" / "editions" / tag / "charter" / "html"
        for page in ("index", "article-1"):
            text = (html / f"{page}.html").read_text("utf-8")
            assert '<p class="motto">A city for all</p>\n</header>' in text
            foot = text.partition('<footer class="page-foot">')[2]
            assert f"<p>Town &amp; &lt;City&gt;, {place}</p>" in foot
            assert foot.rpartition("</details>")[2].count("Town &amp;") == 1
            assert '<img src="./_styles/partner.svg" alt="Partner">' in foot
        assert (html / "_styles" / "partner.svg").read_text("utf-8") == MARK


def test_a_colophon_ends_the_imprint_of_every_format(root: Path) -> None:
    """Its words are text: the same in page, book and e-book, where checks find nothing wrong."""
    write_partial(
        root, "colophon.html", '<p>Printed in {{ language }} by hand. <img src="partner.svg" alt="By us"></p>'
    )
    write_partial(root, "footer.html", FOOTER)
    assert run(root, "build", "-l", "en") == 0
    home = root / "build" / "editions" / "en" / "charter"
    words = "Printed in en by hand."
    assert words in (home / "html" / "index.html").read_text("utf-8")
    with ZipFile(home / "charter-en.epub") as book:
        assert words in book.read("EPUB/index.xhtml").decode()
    command = ["pdftotext", str(home / "charter-en.pdf"), "-"]
    assert words in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    run(root, "check", "-l", "en", "-f", "pdf", "-f", "epub")
    findings = json.loads((root / "build" / "report.json").read_text("utf-8"))["findings"]
    assert [
        one for one in findings if one["severity"] != "note" and one["code"] != "check/linked-missing"
    ] == []


def test_a_plan_names_a_partial_and_its_picture(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A partial makes the formats due that show it, and so does a changed picture that it names."""
    assert run(root, "build", "-l", "en") == 0
    write_partial(root, "footer.html", FOOTER)
    reason = "style added: styles/partials/footer.html (and 1 more)"
    assert list_due(root, capsys) == [("html", reason)]
    assert run(root, "build", "-l", "en") == 0
    (root / "styles" / "partner.svg").write_text(MARK.replace("#f00", "#00f"), encoding="utf-8")
    assert list_due(root, capsys) == [("html", "style changed: styles/partner.svg")]
    write_partial(root, "colophon.html", "<p>By hand.</p>")
    assert [format for format, _ in list_due(root, capsys)] == ["html", "pdf", "epub"]


@pytest.mark.parametrize(
    ("name", "html", "line"),
    [
        ("aside.html", "<p>a</p>", "aside.html:1: styles/unknown fills no place"),
        ("footer.html", "<p>\n{% if language %}</p>", "footer.html:2: styles/partial is no template: "),
        (
            "footer.html",
            "<p>a</p>\n\n<p>{{ town }}</p>",
            "footer.html:3: styles/partial cannot be filled: 'town'",
        ),
        (
            "footer.html",
            '<p>\n{% include "../x.html" %}</p>',
            "footer.html:2: styles/partial cannot be filled: ",
        ),
        (
            "footer.html",
            "<p>\n{{ ''.__class__.mro() }}</p>",
            "footer.html:2: styles/partial cannot be filled: ",
        ),
        ("footer.html", "<p>a</p>\n<script>x()</script>", "footer.html:2: styles/partial has script, which"),
        (
            "footer.html",
            '<p>a\n<b onclick="x()">b</b></p>',
            "footer.html:2: styles/partial has the attribute onclick",
        ),
        (
            "header.html",
            "{{ '<b onclick=x>'|safe }}",
            "header.html:1: styles/partial has the attribute onclick",
        ),
        (
            "footer.html",
            '\n<a href="javascript:x()">b</a>',
            "footer.html:2: styles/partial has a link to javascript",
        ),
        (
            "footer.html",
            '\n<img alt="" src="https://x.org/a.png">',
            "footer.html:2: styles/partial its picture ",
        ),
        (
            "footer.html",
            '\n<img alt="" src="no.svg">',
            "footer.html:2: styles/partial its picture no.svg is no file",
        ),
        (
            "footer.html",
            '\n<img alt="" src="../source/a.svg">',
            "footer.html:2: styles/partial its picture ../",
        ),
        (
            "footer.html",
            '\n<img src="partner.svg">',
            "footer.html:2: styles/partial has a picture without words",
        ),
        ("footer.html", "<p>\n<b>a</p>", "footer.html:2: styles/partial has </p>, which closes nothing"),
        (
            "colophon.html",
            "<p>a</p>\n<div>b",
            "colophon.html:2: styles/partial has div, which is never closed",
        ),
    ],
)
def test_a_partial_that_cannot_be_used(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, html: str, line: str
) -> None:
    """What runs, fetches, names nothing or is no template is an error at its line, and nothing is written."""
    write_partial(root, name, html)
    assert run(root, "build", "-l", "en", "-f", "html") == 1
    error = capsys.readouterr().err
    assert f"styles/partials/{line}" in error
    assert "Traceback" not in error
    assert not (root / "build" / "editions" / "en").exists()
