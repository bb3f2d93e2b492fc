"""Find the versions of the programs that the build calls."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from build_tools.doctor.components import Component, check_component

TIMEOUT = 20
VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Describe a program that is called; `--version` prints its version."""

    name: str
    detail: str
    package: str = ""
    min_version: str = ""


PROGRAMS = (
    Program(name="msgfmt", package="gettext", detail="checks a catalogue", min_version="0.21"),
    Program(name="msgmerge", package="gettext", detail="updates a catalogue", min_version="0.21"),
)


def find_program_version(program: Program) -> str:
    """Return the version of a program, empty if it is not installed or does not start."""
    path = shutil.which(program.name)
    if path is None:
        return ""
    try:
        process = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    number = VERSION.search(process.stdout)
    return number[0] if number else ""


def check_program(program: Program) -> Component:
    """Return the component for a program."""
    return check_component(
        program.name,
        "program",
        find_program_version(program),
        program.min_version,
        package=program.package,
        detail=program.detail,
    )
