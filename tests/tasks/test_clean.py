"""`editions clean` removes the finished editions, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.paths import BuildFolder
from build_tools.tasks.clean import clean_editions


def ignore(_line: str) -> None:
    """Print nothing."""


def test_editions_are_removed_and_built_again(make_root: Any, build: Any, order: Any) -> None:
    """The folder is empty afterwards, the report and the caches stay; the next build makes all."""
    root = make_root({"a": ["en", "fr"]})
    build(root)
    folder = root.path / "build"
    assert clean_editions(order(root), ignore) == 6
    assert list((folder / "editions").iterdir()) == []
    assert (folder / "report.json").is_file()
    assert clean_editions(order(root), ignore) == 0
    assert {row.status for row in build(root).rows} == {"built"}


def test_a_folder_that_no_build_wrote_is_left(make_root: Any, order: Any, tmp_path: Path) -> None:
    """A misspelt -o removes nothing of somebody's."""
    file = tmp_path / "mine" / "editions" / "letter.txt"
    file.parent.mkdir(parents=True)
    file.write_text("dear")
    with pytest.raises(UserError, match="is not what a build wrote"):
        clean_editions(order(make_root(), build=BuildFolder(tmp_path / "mine")), ignore)
    assert file.read_text() == "dear"
