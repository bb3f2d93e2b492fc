"""Words of the design that a language lacks, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_tools.cli import dispatch


def make_root(folder: Path, languages: list[str]) -> Path:
    """Return a root of two publications in these languages."""
    register = ""
    for name in ("a", "b"):
        (folder / "source" / name).mkdir(parents=True)
        (folder / "source" / name / "index.rst").write_text("Title\n=====\n\nA text.\n")
        register += f"[publications.{name}]\nlanguages = {languages}\n"
    (folder / "source" / "publications.toml").write_text(register)
    return folder


def test_a_build_tells_what_is_not_translated(tmp_path: Path, capsys: Any) -> None:
    """A language has one note with the count, whatever publications it has; its press.po is named."""
    root = make_root(tmp_path / "root", ["en", "he", "fr"])
    assert dispatch.run_command(["--root", str(root), "catalogue", "update", "-q"]) == 0
    assert dispatch.run_command(["--root", str(root), "build", "-f", "html", "--notes"]) == 0
    lines = [line for line in capsys.readouterr().err.splitlines() if "untranslated-design" in line]
    assert len(lines) == 1
    assert lines[0].startswith("locale/he/LC_MESSAGES/press.po:")
    assert " UI strings are not translated" in lines[0]
