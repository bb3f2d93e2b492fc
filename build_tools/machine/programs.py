"""Programs: takes their names, gives the versions that they tell."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from build_tools.machine.remedies import install
from build_tools.machine.rows import Row, state_of

PATIENCE = 20
VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that the press calls; it tells its version when it is asked for `--version`."""

    name: str
    detail: str
    package: str = ""
    least: str = ""


PROGRAMS = (
    Program(name="msgfmt", package="gettext", detail="judges a catalogue", least="0.21"),
    Program(
        name="msgmerge",
        package="gettext",
        detail="brings a catalogue up to date",
        least="0.21",
    ),
)


def version(program: Program) -> str:
    """Return the version that a program tells, empty where it is not there or does not start."""
    path = shutil.which(program.name)
    if path is None:
        return ""
    try:
        told = subprocess.run(
            [path, "--version"],
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
    return Row(
        what=program.name,
        kind="program",
        state=state,
        version=found,
        detail=program.detail,
        remedy="" if state == "ok" else install(program.package),
    )
