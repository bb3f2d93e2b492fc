"""Print lines and findings to stdout and stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

import click

from build_tools.cli import environment
from build_tools.errors import UserError, format_finding
from build_tools.model import Finding

SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def echo(line: str) -> None:
    """Print a line of the result on stdout."""
    _write_line(line, environment.get_stdout())


def echo_error(line: str) -> None:
    """Print a line on stderr: an error, or why something takes long."""
    _write_line(line, environment.get_stderr())


def make_echo_error(*, quiet: bool) -> Callable[[str], None]:
    """Return `echo_error`, or if `quiet` a function that prints nothing."""
    return (lambda _line: None) if quiet else echo_error


def echo_findings(findings: Iterable[Finding], *, quiet: bool) -> None:
    """Print errors and, unless `quiet`, warnings on stderr, a line each; notes are only counted."""
    severities = {"error"} if quiet else {"error", "warning"}
    shown = (_colour_code(finding) for finding in findings if finding.severity in severities)
    for line in dict.fromkeys(shown):  # an error of all formats is shown once
        echo_error(line)


def _colour_code(finding: Finding) -> str:
    line = format_finding(finding)
    if not environment.has_colours(environment.get_stderr()):
        return line
    code = click.style(finding.code, SEVERITY_COLOURS[finding.severity])
    return line.replace(finding.code, code, 1)


def _write_line(line: str, stream: TextIO) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except UnicodeEncodeError:
        _write_line(line.encode("ascii", "backslashreplace").decode("ascii"), stream)
    except OSError as error:
        environment.discard_output(stream)
        if stream is environment.get_stdout() and not isinstance(error, BrokenPipeError):
            message = f"standard output takes no more: {error.strerror}"
            remedy = "send it elsewhere, or make room"
            raise UserError("cli/unwritten", message, remedy=remedy, exit_code=1) from error
