"""What is printed of many findings: enough to begin with, and where the rest is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_tools.cli import console
from build_tools.model import Finding, Place


def _make_findings(code: str, count: int) -> list[Finding]:
    places = (Place(file="locale/fr/LC_MESSAGES/a/index.po", line=line) for line in range(1, count + 1))
    return [Finding(code=code, severity="error", message="is lost", place=place) for place in places]


def test_a_terminal_shows_two_hundred_lines_of_a_kind(capsys: Any) -> None:
    """The rest of a code is counted, and the report named that holds all; other codes are shown whole."""
    many, few = _make_findings("catalogue/lost-text", 1434), _make_findings("catalogue/brackets", 200)
    console.echo_findings([*many, *few], quiet=False, report=Path("out/report.json"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[199] == "locale/fr/LC_MESSAGES/a/index.po:200: catalogue/lost-text is lost"
    assert lines[399] == "locale/fr/LC_MESSAGES/a/index.po:200: catalogue/brackets is lost"
    assert lines[400:] == ["… 1,234 more of catalogue/lost-text — they are all in out/report.json"]


def test_without_a_report_the_line_says_how_to_get_one(capsys: Any) -> None:
    """A command that writes no report names its option."""
    console.echo_findings(_make_findings("catalogue/lost-text", 201), quiet=True)
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "… 1 more of catalogue/lost-text — write all of them into a file with --report FILE"
