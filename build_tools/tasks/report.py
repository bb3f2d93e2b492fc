"""Write the report of a command: `report.json`, the file of `--report`, and that of a crash."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import CommandResult, Finding, OutputFile, ReportRow
from build_tools.paths import BuildFolder
from build_tools.process import os_errors
from build_tools.tasks.named_file import prepare_named_file, write_named_file
from build_tools.tasks.options import Clock, choose_build_folder, make_root

DISK_CODES = ("build/disk-full", "build/read-only")
Result = TypeVar("Result", bound=CommandResult)


def run_with_report(
    command: str, paths: tuple[Path, ...], clock: Clock, work: Callable[[], Result]
) -> Result:
    """Run the work and write its report to every path; a UserError is reported too.

    Raises what `work` raises, and UserError, before any work, if a report cannot be written.
    """
    start = clock()
    for path in paths:
        with _convert_report_errors(path):
            prepare_named_file(path)
    try:
        result = work()
    except UserError as error:
        failed = CommandResult(findings=(convert_to_finding(error),), exit_code=error.exit_code)
        with suppress(UserError, OSError):
            write_report(command, paths, clock() - start, failed)
        raise
    write_report(command, paths, clock() - start, result)
    return result


def write_report(command: str, paths: tuple[Path, ...], seconds: float, result: CommandResult) -> None:
    """Write a report, whole, to every path; raises UserError if one cannot be written."""
    if not paths:
        return
    stream = BytesIO()
    # Piece by piece: the pieces of very many findings would take several times their size.
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(
        _format_report(command, seconds, result)
    ):
        stream.write(piece.encode("utf-8", "backslashreplace"))
    stream.write(b"\n")
    for path in paths:
        with _convert_report_errors(path):
            write_named_file(path, stream.getvalue())


@contextmanager
def _convert_report_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        named_error = OSError(error.errno, error.strerror, str(path))
        message = f"{path} cannot be written: {error.strerror}"
        disk_error = os_errors.convert_os_error(named_error, None, path)
        if disk_error and (disk_error.code in DISK_CODES or isinstance(error, IsADirectoryError)):
            raise disk_error from error
        raise UserError("cli/report", message, remedy="name another file with --report") from error


def _format_report(command: str, seconds: float, result: CommandResult) -> dict[str, object]:
    return {
        "command": command,
        "seconds": round(seconds, 3),
        "exit": result.exit_code,
        "editions": [_format_row(row) for row in result.rows],
        "findings": [_format_finding(finding) for finding in result.findings],
        **result.details,
    }


def _format_row(row: ReportRow) -> dict[str, object]:
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
        "coverage": asdict(row.coverage),
        **({"files": [_format_file(file) for file in output.files]} if output and output.files else {}),
    }


def _format_file(file: OutputFile) -> dict[str, object]:
    return {"path": file.path, "sha256": file.sha256, "bytes": file.size}


def _format_finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "publication": finding.publication or None,
        "language": finding.language or None,
        "format": finding.format or None,
        "place": {name: value or None for name, value in asdict(finding.place).items()},
    }


def report_crash(error: BaseException, root: Path | None, output: Path | None) -> UserError:
    """Return the line for an unexpected error; its traceback goes into the build folder."""
    crashed_root = make_root(root)
    build = choose_build_folder(crashed_root, output)
    if not build.path.parent.is_dir():
        build = BuildFolder(Path(tempfile.gettempdir()) / "editions")
    if isinstance(error, OSError):
        error = os_errors.convert_os_error(error, crashed_root.path, crashed_root.path) or error
    return os_errors.convert_crash(error, crashed_root.path, build, "command")
