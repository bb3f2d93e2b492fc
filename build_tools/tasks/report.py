"""Writes what a command did: takes its Result, gives `report.json` and the file of `--report`."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_tools.errors import UserError, convert_to_finding
from build_tools.layout import write_atomically
from build_tools.model import CommandResult, Coverage, Finding, ReportRow
from build_tools.press.trouble import mendable
from build_tools.tasks.order import Clock


def reported(
    command: str, places: tuple[Path, ...], clock: Clock, work: Callable[[], CommandResult]
) -> CommandResult:
    """Do the work and write its report to every place; an error for a person is reported too.

    Raises what `work` raises, and Mendable, before any work, where a report cannot be written.
    """
    began = clock()
    for place in places:
        with _told(place):
            _prepare(place)
    try:
        result = work()
    except UserError as error:
        failed = CommandResult(findings=(convert_to_finding(error),), exit_code=error.exit_code)
        with suppress(UserError, OSError):
            write(command, places, clock() - began, failed)
        raise
    write(command, places, clock() - began, result)
    return result


def write(command: str, places: tuple[Path, ...], seconds: float, result: CommandResult) -> None:
    """Write a report whole to every place; raise Mendable where one cannot be written."""
    text = json.dumps(_report(command, seconds, result), ensure_ascii=False, indent=1)
    data = f"{text}\n".encode("utf-8", "backslashreplace")
    for place in places:
        with _told(place):
            if _is_stream(place):
                place.write_bytes(data)
            else:
                write_atomically(place.resolve(), data)  # a link stays one


def _is_stream(place: Path) -> bool:
    """Return whether a place is a pipe or a device: it takes data, and stays."""
    return place.exists() and not place.is_file()


def _prepare(place: Path) -> None:
    """Make the folder of a report; raise OSError where it may not be written to."""
    if _is_stream(place):
        return
    place = place.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(place.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn a disk that refuses a report into the line that names it."""
    try:
        yield
    except OSError as error:
        named = OSError(error.errno, error.strerror, str(place))
        raise mendable(named, place.parent.parent) or _unwritten(place, error) from error


def _unwritten(place: Path, error: OSError) -> UserError:
    message = f"{place} cannot be written: {error.strerror}"
    return UserError("cli/report", message, remedy="name another file with --report")


def _report(command: str, seconds: float, result: CommandResult) -> dict[str, object]:
    return {
        "command": command,
        "seconds": round(seconds, 3),
        "exit": result.exit_code,
        "editions": [_row(row) for row in result.rows],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _row(row: ReportRow) -> dict[str, object]:
    output = row.output
    return {
        "publication": row.target.publication,
        "language": row.target.language,
        "format": row.target.format,
        "status": row.status,
        "reason": row.reason,
        "path": output.path if output else None,
        "sha256": output.sha256 if output else None,
        "bytes": output.size if output else None,
        "pages": output.pages if output else None,
        "seconds": round(row.seconds, 3),
        "coverage": coverage(row.coverage),
    }


def coverage(value: Coverage) -> dict[str, int]:
    """Return a coverage as a report tells it."""
    return {
        "words": value.words,
        "translated": value.translated,
        "fuzzy": value.fuzzy,
        "missing": value.missing,
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "publication": finding.publication or None,
        "language": finding.language or None,
        "format": finding.format or None,
        "place": {
            "file": place.file or None,
            "line": place.line,
            "message_id": place.message_id or None,
            "article": place.article or None,
        },
    }
