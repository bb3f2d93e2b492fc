"""A root's own `styles/`: laid over the press's, told by a plan, and refused where they would not work."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from build_tools.cli import dispatch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new root in one language, with a folder for its own style sheets."""
    folder = tmp_path / "root"
    assert dispatch.run_command(["new", str(folder), "en"]) == 0
    (folder / "styles").mkdir()
    return folder


def build(root: Path, *words: str) -> int:
    """Build a root, and return the exit code."""
    return dispatch.run_command(["--root", str(root), "build", *words])


def test_own_tokens_are_in_every_format(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`styles/tokens.css` comes last in each format, and a changed one makes every edition due, by name."""
    assert build(root) == 0
    (root / "styles" / "tokens.css").write_text(":root { --edition-size: a4; --own: 1; }\n", encoding="utf-8")
    capsys.readouterr()
    assert build(root, "--why") == 0
    plan = capsys.readouterr().out.splitlines()
    assert len([line for line in plan if "style" in line and "styles/tokens.css" in line]) == 3
    assert build(root) == 0
    home = root / "build" / "editions" / "en" / "charter"
    style = (home / "html" / "style.css").read_text(encoding="utf-8")
    assert style.rstrip().endswith(":root { --edition-size: a4; --own: 1; }")
    with pikepdf.open(home / "charter-en.pdf") as book:
        assert round(float(book.pages[0].mediabox[2])) == 595


def test_a_sheet_of_one_format(root: Path) -> None:
    """`styles/screen.css` is of web pages alone."""
    (root / "styles" / "screen.css").write_text("main { --own: 2; }\n", encoding="utf-8")
    assert build(root, "-f", "html", "-f", "epub") == 0
    home = root / "build" / "editions" / "en" / "charter"
    assert "--own: 2" in (home / "html" / "style.css").read_text(encoding="utf-8")
    with ZipFile(home / "charter-en.epub") as book:
        (sheet,) = [name for name in book.namelist() if name.endswith("style.css")]
        assert b"--own: 2" not in book.read(sheet)


@pytest.mark.parametrize(
    ("name", "css", "line"),
    [
        ("tokens.css", '\n@import "x.css";', "styles/tokens.css:2: styles/forbidden @import "),
        (
            "screen.css",
            "a { background: url(https://x.org/a.png) }",
            "styles/screen.css:1: styles/forbidden url(",
        ),
        ("tokens.css", "a {}\n</style><script>", "styles/tokens.css:2: styles/forbidden </ "),
        (
            "tokens.css",
            "\n:root { --edition-size: a6; }",
            (
                "styles/tokens.css:2: styles/unknown --edition-size is a6, a size that no style describes —"
                " write a4, a5, large, or describe it: .sheet-a6 { … }"
            ),
        ),
        ("colours.css", "a {}", "styles/colours.css:1: styles/unknown "),
    ],
)
def test_a_sheet_that_cannot_be_used(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, css: str, line: str
) -> None:
    """A sheet that would fetch a file, leave its place or be read by no format is an error at its line."""
    (root / "styles" / name).write_text(css, encoding="utf-8")
    assert build(root, "-f", "html") == 1
    assert line in capsys.readouterr().err
    assert not (root / "build" / "editions" / "en" / "charter" / "html").exists()
