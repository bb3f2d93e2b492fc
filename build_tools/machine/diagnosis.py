"""The whole look at a machine: takes the faces of every script, gives all rows in order."""

from __future__ import annotations

import platform
from collections.abc import Iterable

from build_tools import layout
from build_tools.machine import libraries, packages, programs
from build_tools.machine.remedies import install
from build_tools.machine.rows import Face, Row, state_of

LEAST_PYTHON = "3.11"


def look(faces: Iterable[Face]) -> tuple[Row, ...]:
    """Return a row for everything that the press uses on this machine.

    In order: Python and the programs, the libraries, the packages of the lock, a row a face.
    """
    lock = layout.safe_join(layout.PROJECT_DIR, "requirements.lock").read_text(encoding="utf-8")
    return (
        python(platform.python_version()),
        *(programs.row(program) for program in programs.PROGRAMS),
        *(libraries.row(library) for library in libraries.LIBRARIES),
        *packages.rows(lock, packages.installed()),
        *(font(face) for face in faces),
    )


def python(version: str) -> Row:
    """Return the row of Python in that version."""
    state = state_of(version, LEAST_PYTHON)
    return Row(
        what="python",
        kind="program",
        state=state,
        version=version,
        detail="runs the press",
        remedy="" if state == "ok" else install("python3"),
    )


def font(face: Face) -> Row:
    """Return the row of a face: its family for its script, its file and licence."""
    return Row(
        what=f"{face.family} ({face.script})",
        kind="font",
        state="ok" if face.file else "missing",
        detail=" ".join(part for part in (face.file, face.licence) if part),
        remedy="" if face.file else face.remedy,
    )
