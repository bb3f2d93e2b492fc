"""The sheet that the register chooses for the book of a publication."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest

from build_tools.cli import dispatch

MM = 72 / 25.4


def build_book(root: Path, *words: str) -> Path:
    """Build the book of a root, and return its PDF."""
    assert dispatch.run_command(["--root", str(root), "build", "-f", "pdf", *words]) == 0
    return root / "build" / "editions" / "en" / "charter" / "charter-en.pdf"


def choose_sheet(root: Path, name: str) -> None:
    """Write the sheet of the publication into its register."""
    register = root / "source" / "publications.toml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("version =", f'sheet = "{name}"\nversion ='), encoding="utf-8")


@pytest.mark.parametrize(("name", "width", "height", "text"), [("a4", 210, 297, 12), ("large", 210, 297, 18)])
def test_a_publication_chooses_its_sheet(
    name: str, width: int, height: int, text: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sheet` of a publication sizes page and text of its book; a plan names it, and lines stay inside."""
    root = tmp_path / "root"
    assert dispatch.run_command(["new", str(root), "en"]) == 0
    build_book(root)
    choose_sheet(root, name)
    capsys.readouterr()
    assert dispatch.run_command(["--root", str(root), "build", "-f", "pdf", "--why"]) == 0
    assert "charter.sheet" in capsys.readouterr().out
    with pikepdf.open(build_book(root)) as book:
        side = [round(float(side) / MM) for side in book.pages[0].mediabox][2:]
        drawn = b"".join(page.Contents.read_bytes() for page in book.pages)
    sizes = {round(float(found) * 0.75, 1) for found in re.findall(rb"/\S+ ([\d.]+) Tf", drawn)}
    assert side == [width, height]
    assert text in sizes
    report = tmp_path / "report.json"
    dispatch.run_command(["--root", str(root), "check", "-f", "pdf", "--report", str(report)])
    codes = {finding["code"] for finding in json.loads(report.read_text("utf-8"))["findings"]}
    assert "type/margin" not in codes
