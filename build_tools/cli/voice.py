"""What is said, and where: takes lines and findings, gives them to the right stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import click

from build_tools.cli import world
from build_tools.errors import worded_finding
from build_tools.model import Finding

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def tell(line: str) -> None:
    """Say a line of what was asked for, on stdout."""
    _say(line, world.stdout())


def warn(line: str) -> None:
    """Say a line of what went wrong, or of why it takes long, on stderr."""
    _say(line, world.stderr())


def findings(found: Iterable[Finding], *, quiet: bool) -> None:
    """Say errors and, unless `quiet`, warnings on stderr, a line each; notes are only counted."""
    for finding in found:
        if finding.severity == "error" or (finding.severity == "warning" and not quiet):
            warn(_coloured(finding))


def _coloured(finding: Finding) -> str:
    line = worded_finding(finding)
    if not world.has_colours(world.stderr()):
        return line
    return line.replace(finding.code, click.style(finding.code, COLOURS[finding.severity]), 1)


def _say(line: str, stream: TextIO) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:
        world.hush(stream)
    except UnicodeEncodeError:
        stream.write(line.encode("ascii", "backslashreplace").decode("ascii") + "\n")
