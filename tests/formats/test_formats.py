"""The table of formats: a new format is one file and one row."""

from __future__ import annotations

import ast
import time
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.progress import hide_progress
from build_tools.model import FORMATS, Format
from build_tools.paths import PROJECT_DIR, BuildFolder
from build_tools.tasks.build import run as task
from build_tools.tasks.options import Options, Selection

PACKAGE = PROJECT_DIR / "build_tools"
# Rooms with code of a particular format, and the table itself.
ABOUT_FORMATS = ("formats/", "checks/", "inspection/", "model/formats.py")


def names_of_formats(file: Path) -> list[int]:
    """Return the lines of a file that name a format."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    values = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [node.lineno for node in values if node.value in FORMATS]


@pytest.mark.parametrize(
    "name", sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))
)
def test_code_asks_the_row_of_a_format(name: str) -> None:
    """Only the code of formats and of their checks names a format."""
    if not name.startswith(ABOUT_FORMATS):
        assert names_of_formats(PACKAGE / name) == []


@pytest.fixture
def text_format(monkeypatch: pytest.MonkeyPatch) -> Format:
    """Add the row of a format that `tests/helpers/text_format.py` writes."""
    row = Format(
        name="text",
        label="Text",
        theme="screen",
        cost=1,
        module="tests.helpers.text_format",
    )
    monkeypatch.setitem(FORMATS, row.name, row)
    return row


def test_a_new_format_is_a_file_and_a_row(make_root: Any, text_format: Format, tmp_path: Path) -> None:
    """The register lists it, a build writes, moves and records it, and a second build finds it fresh."""
    root = make_root({"a": ["en"]}, more=f'formats = ["{text_format.name}"]')
    options = Options(
        root=root,
        build=BuildFolder(tmp_path / "build"),
        selection=Selection(publications=(), languages=(), formats=()),
        workers=1,
    )
    statuses = []
    for _ in range(2):
        result = task.build_editions(
            options, clock=time.monotonic, show=hide_progress, echo=lambda _text: None
        )
        statuses += [(row.target.format, row.status) for row in result.rows]
    assert statuses == [("text", "built"), ("text", "fresh")]
    text = (options.build.path / "editions/en/a/a-en.text").read_text("utf-8")
    assert text.startswith("Title\n")
