"""`editions check` of what is out of date says so, and blames neither the build nor the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.commands import run_command

PAGE = "Title\n=====\n\n{} words are here.\n"


@pytest.mark.usefixtures("own_checks")
def test_what_is_out_of_date_is_said_to_be(tmp_path: Path) -> None:
    """A format that was not rebuilt is a warning; its words are not compared with the new text."""
    folder = tmp_path / "root" / "source"
    (folder / "a").mkdir(parents=True)
    register = '[publications.a]\nlanguages = ["en"]\nformats = ["pdf", "epub"]\n'
    (folder / "publications.toml").write_text(register)
    (folder / "a" / "index.rst").write_text(PAGE.format("Old"))
    root = ("--root", folder.parent)
    assert run_command("build", *root).returncode == 0
    assert "out-of-date" not in run_command("check", *root).stderr
    (folder / "a" / "index.rst").write_text(PAGE.format("Other"))
    assert run_command("build", "-f", "epub", *root).returncode == 0
    done = run_command("check", *root)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "not run" not in line]
    assert line.startswith("build/editions/en/a/a-en.pdf: check/out-of-date it is not as its sources")
    assert "(source changed: a/index.rst)" in line
