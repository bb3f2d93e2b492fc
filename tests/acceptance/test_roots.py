"""Roots with one mistake each, built for real: every reported line, and its effect."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "acceptance" / "roots.toml").read_text("utf-8"))[
    "case"
]


def contents(root: Path) -> Mapping[str, bytes]:
    """Return every file of a root's sources and catalogues."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    named = {path.relative_to(root).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if name[:6] != "build/"}


def make_broken_root(root: Path, case: Mapping[str, Any]) -> Path:
    """Return a root with the mistake of a case."""
    for name, text in case.get("put", {}).items():
        (root / name).write_text(text, encoding="utf-8")
    for name, text in case.get("latin1", {}).items():
        (root / name).write_bytes(text.encode("latin-1"))
    for name in case.get("drop", []):
        (root / name).unlink()
    if "change" in case:
        name, old, new = case["change"]
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def list_lines(report: Mapping[str, Any]) -> list[str]:
    """Return the errors and warnings of a report as the lines of a terminal."""
    lines = []
    for finding in report["findings"]:
        place = finding["place"]
        where = ":".join(str(part) for part in (place["file"], place["line"]) if part)
        line = f"{finding['code']} {finding['message']}"
        if finding["severity"] != "note":
            lines.append(f"{where}: {line}" if where else line)
    return lines


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_mistake_is_told_and_loses_nothing(
    case: dict[str, Any], small: Path, warm: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each mistake is reported with all its lines and its exit code; no file is changed."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    root = make_broken_root(small, case)
    before = contents(root)
    places = {"root": root, "build": warm}
    words = case.get("command", "build -l en").format(**places).split()
    output = ["-o", str(warm)] if words[0] in ("build", "check") else []
    assert dispatch.run_command([*words, "--root", str(root), *output]) == case["exit"]
    out, err = capsys.readouterr()
    assert err.splitlines() == [line.format(**places) for line in case["lines"]]
    assert "Traceback" not in out
    assert contents(root) == before
    if words == ["build", "-l", "en"]:
        report = json.loads((warm / "report.json").read_bytes())
        assert (list_lines(report), report["exit"]) == (err.splitlines(), case["exit"])
