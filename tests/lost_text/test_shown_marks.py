"""No mark is printed as it stands, and no note is lost by one, without a finding at its line."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from build_tools.cli import dispatch
from tests.helpers.marked_messages import MARKS, TEXTS, MarkedMessage, show_messages

DATA = Path(__file__).parent.parent / "data" / "lost_text"
CASES: list[dict[str, str]] = tomllib.loads((DATA / "shown-marks.toml").read_text("utf-8"))["case"]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
REGISTER = '[publications.a]\nlanguages = ["en", "fr"]\nformats = ["html"]\n'
HEAD = "The Text\n========\n\n.. |city| replace:: place\n\n.. [#note] One remark.\n\n.. _top:\n\nTop\n---\n\n"
MESSAGES = st.builds(
    MarkedMessage,
    text=st.integers(0, len(TEXTS) - 1),
    marks=st.lists(
        st.tuples(st.sampled_from(MARKS), st.integers(0, 1000)), min_size=1, max_size=3
    ).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return what a check and a build tell, by line, of one page with every case."""
    root = tmp_path_factory.mktemp("marks")
    entries = "".join(f"msgid {_quote(_source(case))}\nmsgstr {_quote(case['msgstr'])}\n\n" for case in CASES)
    files = {
        "source/publications.toml": REGISTER,
        "source/a/index.rst": HEAD + "\n\n".join(map(_source, CASES)) + "\n",
        "locale/fr/LC_MESSAGES/a/index.po": HEADER + entries,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    reports = root / "check.json", root / "build.json"
    for words, report, code in ((["catalogue", "check"], reports[0], 1), (["build"], reports[1], 0)):
        assert dispatch.run_command([*words, "-q", "--root", str(root), "--report", str(report)]) == code
    return _read_lines(reports[0]), _read_lines(reports[1])


def _source(case: dict[str, str]) -> str:
    return case.get("msgid") or f"A sentence for {case['name']}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _read_lines(report: Path) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for finding in json.loads(report.read_bytes())["findings"]:
        found.setdefault(finding["place"]["line"], []).append(finding)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_a_mark_that_readers_see_is_an_error_at_its_line(
    number: int, told: tuple[dict[int, Any], dict[int, Any]]
) -> None:
    """Check and build name it and its remedy; an escaped mark, and one of the source, are no errors."""
    line = HEADER.count("\n") + 1 + 3 * number
    for findings in told:
        errors = [one for one in findings.get(line, ()) if one["code"] == "catalogue/shown-mark"]
        assert len(errors) == (1 if CASES[number]["seen"] else 0)
        if errors:  # and no other line is of its marks
            assert not [one for one in findings[line] if one["code"] == "catalogue/stray-mark"]
        for error in errors:
            assert error["severity"] == "error"
            assert CASES[number]["seen"] in error["message"]
            assert " — " in error["message"]


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(messages=st.lists(MESSAGES, min_size=60, max_size=60))
def test_marks_anywhere_are_shown_right_or_told(
    messages: list[MarkedMessage], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is written where in a message of three scripts, readers see no raw mark, or it is told."""
    shown = show_messages(tmp_path_factory.mktemp("drawn"), messages)
    assert len(shown) == 3 * len(messages)
    assert [one for one in shown if not one.is_right and not one.codes] == []
