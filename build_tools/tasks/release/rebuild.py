"""Build a release again from its own archive of sources, and compare every byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from build_tools.errors import UserError
from build_tools.model import Finding, Output, Place, ReportRow, Target
from build_tools.model.findings import Severity
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import PROJECT_DIR, BuildFolder, Root, iter_files, relativize_path, safe_join
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder
from build_tools.process.scratch import make_scratch_folder
from build_tools.release.source_archive import iter_archive_files
from build_tools.release.verification import Verification
from build_tools.tasks.build.build_records import read_build_records
from build_tools.tasks.options import Options
from build_tools.tasks.release.sealing import list_fonts, list_tools
from build_tools.tasks.second_build import FOLDER_NAME, find_difference, run_second_build, set_source_date

# The program that made the release lies beside the texts; it is never run.
PROGRAM = "press"
_CODE_SUFFIXES = frozenset({".py", ".pyc", ".so", ".pyd", ".pth"})


def rebuild_release(
    options: Options, release: ReleaseFolder, found: Verification, environment: Mapping[str, str]
) -> tuple[tuple[ReportRow, ...], tuple[Finding, ...]]:
    """Build the editions that a release made itself from its sources alone; return them and what differs.

    Raises UserError `release/untrusted-code` where that would run what nobody vouches for, and
    `check/second-build` for a build that fails.
    """
    manifest, provenance = found.manifest, found.provenance
    if manifest is None or provenance is None:
        return (), ()
    own = [one for one in manifest.editions if not one.carried_from]
    with make_scratch_folder() as work:
        root, build = Root(work / "sources"), BuildFolder(work / FOLDER_NAME)
        _unpack_sources(found, root, options.root)
        if own:
            variables = set_source_date(environment, provenance.day)
            targets = [one.target for one in own]
            run_second_build(
                root, build, targets, variables, workers=options.workers, is_draft=provenance.is_draft
            )
        differences = tuple(one for edition in own for one in _compare(edition, manifest, release, build))
        tools = tuple(_iter_tool_findings(manifest, build, is_same=not differences))
    rows = tuple(_make_row(one) for one in own)
    return rows, (*_iter_carried_notes(manifest), *tools, *differences)


def _unpack_sources(found: Verification, root: Root, trusted: Root) -> None:
    for name, data in iter_archive_files(found.sources):
        if PurePosixPath(name).parts[0] == PROGRAM:
            continue
        if PurePosixPath(name).suffix in _CODE_SUFFIXES and not found.comment:
            _reject_unknown_code(name, data, trusted)
        file = safe_join(root.path, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _reject_unknown_code(name: str, data: bytes, trusted: Root) -> None:
    """Raise UserError for code that a build would run, if no signature vouches for it, nor the own root."""
    for folder in (trusted.path, PROJECT_DIR):
        file = folder / name
        if file.is_file() and file.read_bytes() == data:
            return
    message = "a build would run this file, and nobody vouches for it"
    remedy = "verify the signature with --key FILE, or name with --root a root that has the same file"
    raise UserError("release/untrusted-code", message, remedy=remedy, place=Place(file=name))


def _compare(
    edition: ReleasedEdition, manifest: Manifest, release: ReleaseFolder, build: BuildFolder
) -> Iterator[Finding]:
    target = edition.target
    published = {one.path for one in manifest.list_edition_files(edition)}
    for path in sorted(published | _list_built_paths(target, build)):
        if difference := find_difference(release.path / path, build.path / path):
            yield _make_finding(path, "not-the-same", difference, target=target)


def _list_built_paths(target: Target, build: BuildFolder) -> set[str]:
    output = build.get_output(target)
    files: tuple[Path, ...] = tuple(iter_files(output)) if output.is_dir() else ()
    return {relativize_path(file, build.path) for file in files}


def _iter_tool_findings(manifest: Manifest, build: BuildFolder, *, is_same: bool) -> Iterator[Finding]:
    """Yield which tools and fonts are others than those of the release: what may explain other bytes."""
    severity: Severity = "note" if is_same else "warning"
    records = read_build_records(build)
    tools, fonts = list_tools(), list_fonts(records, records)
    for name in sorted(manifest.tools):
        if manifest.tools[name] != tools.get(name):
            here = tools.get(name, "not there")
            message = f"the release was made with {name} {manifest.tools[name]}, here it is {here}"
            yield _make_finding(MANIFEST, "tool-differs", message, severity)
    for name in sorted(manifest.fonts):
        if manifest.fonts[name] != fonts.get(name):
            message = f"the font {name} is here another one, or was not asked for"
            yield _make_finding(MANIFEST, "tool-differs", message, severity)


def _iter_carried_notes(manifest: Manifest) -> Iterator[Finding]:
    for one in manifest.editions:
        if one.carried_from:
            message = f"it is carried over from {one.carried_from}, and was compared with {MANIFEST} only"
            yield _make_finding(one.path, "carried-over", message, "note", one.target)


def _make_finding(
    file: str, code: str, message: str, severity: Severity = "error", target: Target | None = None
) -> Finding:
    return Finding(
        code=f"release/{code}",
        severity=severity,
        message=message,
        place=Place(file=file),
        publication=target.publication if target else "",
        language=target.language if target else "",
        format=target.format if target else "",
    )


def _make_row(edition: ReleasedEdition) -> ReportRow:
    output = Output(path=edition.path, sha256=edition.sha256, size=edition.size, pages=edition.pages)
    return ReportRow(target=edition.target, status="built", output=output, coverage=edition.coverage)
