"""`editions test` and `editions doctor`, and the line of an internal error."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import build_tools
from build_tools import doctor
from build_tools.doctor import Component
from build_tools.paths import Root
from build_tools.tasks import doctor as doctor_task
from build_tools.tasks import test as task
from build_tools.tasks.report import report_crash


@pytest.fixture
def steps() -> Any:
    """Return a function that makes a step with a line of output and an exit code."""

    def make(*ends: tuple[str, int]) -> list[tuple[str, ...]]:
        code = "import os; print({!r}, flush=True); os._exit({})"
        return [("timeit", "-n1", "-r1", code.format(said, end)) for said, end in ends]

    return make


def test_every_step_is_run_even_after_one_failed(steps: Any) -> None:
    """A failed step gives 1 at the end, and the output of the last step is last."""
    output: list[str] = []
    assert task.run_test_steps(output.append, steps=steps(("one", 3), ("two", 0))) == 1
    assert [line for line in output if not line.startswith("$")] == ["one", "two"]


def test_success_is_0(steps: Any) -> None:
    """If every step succeeds, the exit code is 0."""
    assert task.run_test_steps(lambda _line: None, steps=steps(("one", 0), ("two", 0))) == 0


def test_a_quiet_run_says_only_what_failed(steps: Any) -> None:
    """With -q a successful step prints nothing."""
    output: list[str] = []
    assert task.run_test_steps(output.append, quiet=True, steps=steps(("good", 0), ("bad", 1))) == 1
    assert [line for line in output if not line.startswith("$")] == ["bad"]


def test_the_tests_of_the_project_are_style_types_and_tests() -> None:
    """The four steps are run, with pytest last."""
    assert [step[0] for step in task.STEPS] == ["ruff", "ruff", "mypy", "pytest"]


def test_doctor_hands_every_face_to_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed font has its file and licence, a missing one only its remedy."""
    holdings = (
        SimpleNamespace(script="Latn", family="F", file=Path("/f.ttf"), licence="OFL", remedy=""),
        SimpleNamespace(script="Tibt", family="G", file=None, licence="", remedy="get it"),
    )
    fonts = SimpleNamespace(list_script_fonts=lambda: holdings)
    monkeypatch.setattr(build_tools, "fonts", fonts, raising=False)
    monkeypatch.setattr(doctor, "diagnose_machine", tuple)
    rows = [row for row in doctor_task.diagnose_machine(Root(tmp_path)).components if row.kind == "font"]
    assert [(row.name, row.state, row.detail, row.remedy) for row in rows] == [
        ("F (Latn)", "ok", "/f.ttf OFL", ""),
        ("G (Tibt)", "missing", "", "get it"),
    ]


def test_what_is_lacking_is_missing_or_old() -> None:
    """A correct component is not listed as lacking."""
    rows = tuple(Component(name=s, kind="program", state=s) for s in ("ok", "old", "missing"))
    assert [row.name for row in doctor_task.list_problems(rows)] == ["old", "missing"]


@pytest.mark.parametrize("output", [None, "out"])
def test_the_story_of_a_fault_lies_in_the_build_folder(tmp_path: Path, output: str | None) -> None:
    """The error names the file with the traceback, in the folder that -o gives."""
    reported = report_crash(ValueError("odd"), tmp_path, tmp_path / output if output else None)
    story = tmp_path / (output or "build") / ".press" / "trouble" / "command.txt"
    assert str(reported).startswith("press/internal ValueError: odd")
    assert str(story) in str(reported)
    assert "ValueError: odd" in story.read_text()


def test_a_fault_makes_no_root_of_its_own(tmp_path: Path) -> None:
    """If the root does not exist, the traceback is in the system's temporary folder."""
    reported = report_crash(ValueError("odd"), tmp_path / "no" / "root", None)
    assert not (tmp_path / "no").exists()
    assert "command.txt" in reported.remedy
