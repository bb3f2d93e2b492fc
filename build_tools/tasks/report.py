"""Writes what a command did: takes its Result, gives `report.json` and the file of `--report`."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from build_tools.errors import Mendable
from build_tools.layout import write_whole
from build_tools.model import Coverage, Finding, Result, Row
from build_tools.press.trouble import as_finding, mendable
from build_tools.tasks.order import Clock


def reported(
    command: str, places: tuple[Path, ...], clock: Clock, work: Callable[[], Result]
) -> Result:
    """Do the work and write its report to every place; an error for a person is reported too.

    Raises what `work` raises, and Mendable where a report cannot be written.
    """
    began = clock()
    try:
        result = work()
    except Mendable as error:
        failed = Result(findings=(as_finding(error),), exit=error.exit)
        with suppress(Mendable, OSError):
            write(command, places, clock() - began, failed)
        raise
    write(command, places, clock() - began, result)
    return result


def write(command: str, places: tuple[Path, ...], seconds: float, result: Result) -> None:
    """Write a report whole to every place; raise Mendable where one cannot be written."""
    text = json.dumps(_report(command, seconds, result), ensure_ascii=False, indent=1)
    data = f"{text}\n".encode("utf-8", "backslashreplace")
    for place in places:
        try:
            write_whole(place, data)
        except OSError as error:
            raise mendable(error, place.parent) or error from error


def _report(command: str, seconds: float, result: Result) -> dict[str, object]:
    return {
        "command": command,
        "seconds": round(seconds, 3),
        "exit": result.exit,
        "editions": [_row(row) for row in result.rows],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _row(row: Row) -> dict[str, object]:
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
