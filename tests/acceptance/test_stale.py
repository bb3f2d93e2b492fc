"""`editions check` of what is out of date says so, and blames neither the build nor the text."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.helpers.editions import EDITIONS

PAGE = "Title\n=====\n\n{} words are here.\n"


def run_editions(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a root."""
    return subprocess.run([EDITIONS, *words, "--root", root], capture_output=True, text=True, check=False)


def test_what_is_out_of_date_is_said_to_be(tmp_path: Path) -> None:
    """A format that was not rebuilt is a warning; its words are not compared with the new text."""
    folder = tmp_path / "root" / "source"
    (folder / "a").mkdir(parents=True)
    register = '[publications.a]\nlanguages = ["en"]\nformats = ["pdf", "epub"]\n'
    (folder / "publications.toml").write_text(register)
    (folder / "a" / "index.rst").write_text(PAGE.format("Old"))
    assert run_editions(folder.parent, "build").returncode == 0
    assert "out-of-date" not in run_editions(folder.parent, "check").stderr
    (folder / "a" / "index.rst").write_text(PAGE.format("Other"))
    assert run_editions(folder.parent, "build", "-f", "epub").returncode == 0
    done = run_editions(folder.parent, "check")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "not run" not in line]
    assert line.startswith("build/editions/en/a/a-en.pdf: check/out-of-date it is not as its sources")
    assert "(source changed: a/index.rst)" in line
