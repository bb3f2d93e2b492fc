"""Programs and the versions that they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.doctor import programs
from build_tools.doctor.components import Requirement
from build_tools.doctor.programs import PROGRAMS, check_program, find_program_version

CASES = [
    ("echo msgfmt '(GNU gettext-tools)' 0.23.1", "0.23.1"),
    ("""echo 'openjdk version "21.0.5" 2024-10-15' >&2""", "21.0.5"),
    ("echo v20.20.2", "20.20.2"),
    ("echo no number", ""),
    ("echo 1.2; exit 3", "1.2"),
    ("printf '\\377 1.2.3'", "1.2.3"),
]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the only one on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(path: Path, body: str, name: str = "judge") -> None:
    """Put a program into a folder."""
    (path / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    (path / name).chmod(0o755)


@pytest.mark.parametrize(("body", "told"), CASES)
def test_a_version_is_found_in_what_a_program_says(path: Path, body: str, told: str) -> None:
    """The first version in the output of a program is used, on stdout or stderr."""
    put(path, body)
    assert find_program_version("judge") == told


def test_a_program_that_does_not_start(path: Path) -> None:
    """A file that cannot be executed counts as missing."""
    (path / "judge").write_bytes(b"\x7fELF")
    (path / "judge").chmod(0o755)
    assert find_program_version("judge") == ""


def test_a_program_that_never_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that hangs is stopped after a timeout."""
    monkeypatch.setattr(programs, "TIMEOUT", 0.05)
    put(path, "while :; do :; done")
    assert find_program_version("judge") == ""


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_each_program_that_is_not_there_has_a_remedy(path: Path, program: Requirement) -> None:
    """Each missing program has a remedy; no program may be missing."""
    found = check_program(program)
    assert (found.state, found.version) == ("missing", "")
    assert found.remedy.endswith(program.package)
    assert found.detail
    assert (found.optional, found.kind) == (False, "program")


def test_an_old_program(path: Path) -> None:
    """A program below the minimum version is old and has its remedy."""
    put(path, "echo 0.19.8", "msgfmt")
    found = check_program(PROGRAMS[0])
    assert (found.name, found.state, found.version) == ("msgfmt", "old", "0.19.8")
    assert found.remedy.endswith("gettext")
