"""Find the versions of the programs that the build calls."""

from __future__ import annotations

import re
import shutil
import subprocess

from build_tools.doctor.components import Component, Requirement, check_component

TIMEOUT = 20
VERSION = re.compile(r"\d+(?:\.\d+)+")


PROGRAMS = (
    Requirement(name="msgfmt", package="gettext", detail="checks a catalogue", min_version="0.21"),
    Requirement(name="msgmerge", package="gettext", detail="updates a catalogue", min_version="0.21"),
)


def find_program_version(name: str) -> str:
    """Return the version that a program prints, empty if it is not installed or does not start."""
    path = shutil.which(name)
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


def check_program(program: Requirement) -> Component:
    """Return the component for a program."""
    return check_component(program, "program", find_program_version(program.name))
