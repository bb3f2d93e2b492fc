"""What is said, and where: takes lines and findings, gives them to the right stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import click

from build_tools.cli import world
from build_tools.errors import UserError, format_finding
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
    said = {"error"} if quiet else {"error", "warning"}
    # What stops three formats alike is one line.
    for line in dict.fromkeys(_coloured(each) for each in found if each.severity in said):
        warn(line)


def _coloured(finding: Finding) -> str:
    line = format_finding(finding)
    if not world.has_colours(world.stderr()):
        return line
    return line.replace(finding.code, click.style(finding.code, COLOURS[finding.severity]), 1)


def _say(line: str, stream: TextIO) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except UnicodeEncodeError:
        _say(line.encode("ascii", "backslashreplace").decode("ascii"), stream)
    except OSError as error:
        world.hush(stream)
        if stream is world.stdout() and not isinstance(error, BrokenPipeError):
            raise _unwritten(error) from error


def _unwritten(error: OSError) -> UserError:
    message = f"standard output takes no more: {error.strerror}"
    return UserError(
        "cli/unwritten", message, remedy="send it elsewhere, or make room", exit_code=1
    )
