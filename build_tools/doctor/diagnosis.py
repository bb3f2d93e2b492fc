"""Examine the whole machine: Python, programs, libraries, packages and fonts."""

from __future__ import annotations

import platform
from collections.abc import Iterable

from build_tools import paths
from build_tools.doctor import libraries, packages, programs
from build_tools.doctor.components import Component, FontInfo, compare_version
from build_tools.doctor.remedies import make_install_command

MIN_PYTHON = "3.11"


def examine_machine(faces: Iterable[FontInfo]) -> tuple[Component, ...]:
    """Return the rows of Python and the programs, the libraries, the locked packages, the fonts."""
    lock = paths.safe_join(paths.PROJECT_DIR, "requirements.lock").read_text(encoding="utf-8")
    return (
        check_python(platform.python_version()),
        *(programs.check_program(program) for program in programs.PROGRAMS),
        *(libraries.check_library(library) for library in libraries.LIBRARIES),
        *packages.check_packages(lock, packages.find_package_versions()),
        *(check_font(face) for face in faces),
    )


def check_python(version: str) -> Component:
    """Return the row of a Python of that version."""
    state = compare_version(version, MIN_PYTHON)
    return Component(
        name="python",
        kind="program",
        state=state,
        version=version,
        detail="runs the press",
        remedy="" if state == "ok" else make_install_command("python3"),
    )


def check_font(face: FontInfo) -> Component:
    """Return the row of a font: its family for its script, its file and licence."""
    return Component(
        name=f"{face.family} ({face.script})",
        kind="font",
        state="ok" if face.file else "missing",
        detail=" ".join(part for part in (face.file, face.licence) if part),
        remedy="" if face.file else face.remedy,
    )
