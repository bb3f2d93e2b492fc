"""Programs and judges: takes their names, gives the versions that they tell."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from build_tools.machine.remedies import install
from build_tools.machine.rows import Kind, Row, state_of

PATIENCE = 20
VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that the press or a check of it calls; `asks` makes it tell its version."""

    name: str
    detail: str
    kind: Kind = "program"
    package: str = ""
    remedy: str = ""
    asks: str = "--version"
    least: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether the press works without it: a judge only adds checks."""
        return self.kind == "judge"


PROGRAMS = (
    Program(name="msgfmt", package="gettext", detail="judges a catalogue", least="0.21"),
    Program(
        name="msgmerge",
        package="gettext",
        detail="brings a catalogue up to date",
        least="0.21",
    ),
    Program(
        name="pdftotext",
        kind="judge",
        package="poppler-utils",
        detail="reads a PDF as a reader would",
        asks="-v",
    ),
    Program(
        name="java",
        kind="judge",
        package="default-jre-headless",
        detail="runs epubcheck and veraPDF",
        asks="-version",
    ),
    Program(
        name="verapdf",
        kind="judge",
        remedy="install veraPDF with its own installer, which needs java",
        detail="judges PDF/UA and PDF/A",
    ),
    Program(
        name="chromium",
        kind="judge",
        package="chromium",
        detail="shows a page as a browser does",
    ),
    Program(name="node", kind="judge", package="nodejs", detail="runs axe, which judges a page"),
)


def version(program: Program) -> str:
    """Return the version that a program tells, empty where it is not there or does not start."""
    path = shutil.which(program.name)
    if path is None:
        return ""
    try:
        told = subprocess.run(
            [path, program.asks],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    number = VERSION.search(told.stdout)
    return number[0] if number else ""


def row(program: Program) -> Row:
    """Return doctor's row of a program."""
    found = version(program)
    state = state_of(found, program.least)
    remedy = program.remedy or install(program.package)
    return Row(
        what=program.name,
        kind=program.kind,
        state=state,
        version=found,
        detail=program.detail,
        remedy="" if state == "ok" else remedy,
        optional=program.is_optional,
    )
