"""Run `editions release verify`: find what was changed in a release, or build it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools.model import CommandResult, Finding, ReportRow
from build_tools.model.release import Manifest
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.process import os_errors
from build_tools.release.verification import Verification, verify_release
from build_tools.tasks.options import Clock, Options, check_report_file
from build_tools.tasks.release.rebuild import rebuild_release
from build_tools.tasks.report import run_with_report


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult(CommandResult):
    """Hold what was found in a release; `comment` is that of its signature, if a key verified one.

    `rebuilt` counts the editions that were built again.
    """

    manifest: Manifest | None = None
    comment: str = ""
    file_count: int = 0
    rebuilt: int = 0


def verify_folder(
    options: Options,
    folder: Path,
    *,
    key: Path | None,
    rebuild: bool,
    environment: Mapping[str, str],
    clock: Clock,
) -> VerifyResult:
    """Verify a release, and write the report; nothing in the folder is written, and no link followed.

    `environment` are the variables of this call, for a rebuild. Raises UserError `release/not-a-release`,
    `release/newer`, `release/key`, and what `rebuild_release` raises.
    """
    work = partial(_verify_and_rebuild, options, ReleaseFolder(folder), key, environment, rebuild=rebuild)
    return run_with_report("release verify", check_report_file(options), clock, work)


def _verify_and_rebuild(
    options: Options,
    release: ReleaseFolder,
    key: Path | None,
    environment: Mapping[str, str],
    *,
    rebuild: bool,
) -> VerifyResult:
    with os_errors.raise_as_lines(options.root.path, release.path):
        found = _verify_with_key(release, key)
        again = rebuild and found.is_valid
        rows, findings = rebuild_release(options, release, found, environment) if again else ((), ())
    skipped = (_make_skipped_note(release),) if rebuild and not found.is_valid else ()
    return _make_result(found, rows, (*found.findings, *findings, *skipped))


def _verify_with_key(release: ReleaseFolder, key: Path | None) -> Verification:
    from build_tools.release import minisign

    return verify_release(release, minisign.read_public_key(key) if key else None)


def _make_result(
    found: Verification, rows: tuple[ReportRow, ...], findings: tuple[Finding, ...]
) -> VerifyResult:
    failed = any(one.severity == "error" for one in findings)
    return VerifyResult(
        rows=rows,
        findings=findings,
        exit_code=1 if failed else 0,
        manifest=found.manifest,
        comment=found.comment,
        file_count=found.file_count,
        rebuilt=len(rows),
    )


def _make_skipped_note(release: ReleaseFolder) -> Finding:
    message = f"{release.path.name} was not built again, as it has errors"
    return Finding(code="release/not-rebuilt", severity="note", message=message)
