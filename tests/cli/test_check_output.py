"""`editions check`: what is printed where validators are missing."""

from __future__ import annotations

import pytest

from build_tools.cli import dispatch
from build_tools.model import CommandResult, Finding
from build_tools.tasks.check import run as task


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (0, ""),
        (1, "1 check was not run, without axe, java — ./editions check --judges installs them\n"),
        (61, "61 checks were not run, without axe, java — ./editions check --judges installs them\n"),
    ],
)
def test_checks_that_were_not_run_are_one_line(
    number: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However many checks lack their validator, one line counts them and says what installs it."""
    findings = tuple(
        Finding(code="check/not-run", severity="note", message=f"html/{n} was not run; lacking: java")
        for n in range(number)
    )
    result = CommandResult(rows=(), findings=findings, exit_code=0)
    monkeypatch.setattr(task, "check_editions", lambda *_, **__: result)
    monkeypatch.setattr(task, "list_missing_validators", lambda: ("axe", "java"))
    assert dispatch.run_command(["check"]) == 0
    printed = capsys.readouterr()
    assert printed.out.partition("0 of 0 checked")[0] == line
    assert "not run" not in printed.err


def test_the_descriptions_of_checks_are_in_codes_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """`--codes` describes every check; `--help` names the option and none of them."""
    assert dispatch.run_command(["check", "--codes"]) == 0
    codes = capsys.readouterr().out
    assert dispatch.run_command(["check", "--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"{one.code} ({one.severity})\n" in codes for one in task.list_checks())
    assert "--codes" in text
    assert not any(one.code in text for one in task.list_checks())
