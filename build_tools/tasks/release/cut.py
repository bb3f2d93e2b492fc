"""Run `editions release cut`: build, check, and freeze what is built as a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from build_tools.catalogues.git_history import describe_commit
from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, OutputFile, Place, Register
from build_tools.model.release import Manifest
from build_tools.paths import BuildFolder, sweep_leftovers
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.process import lock, os_errors
from build_tools.register import read_register
from build_tools.release.history import (
    PublishedRelease,
    find_newest_release,
    read_releases,
    reject_wrong_version,
)
from build_tools.release.versions import parse_version
from build_tools.tasks.build import run
from build_tools.tasks.build.build_records import read_build_records
from build_tools.tasks.check.execution import ProgressCallback
from build_tools.tasks.check.run import check_editions
from build_tools.tasks.options import Clock, Confirm, Echo, Options, ProgressDisplay
from build_tools.tasks.release import sealing
from build_tools.tasks.release.issued_versions import record_versions
from build_tools.tasks.release.sealing import Sign
from build_tools.tasks.release.selection import SelectedEdition, report_held_editions, select_editions
from build_tools.tasks.release.source_files import list_source_files
from build_tools.tasks.release.staging import copy_files, make_staging_folder, publish_staging_folder

UNMET_DEMAND = "release/lacking"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRequest:
    """Describe the release that is asked for; `releases` is the folder that it is put into."""

    version: str
    day: date
    releases: Path
    note: str = ""
    is_draft: bool = False
    sign: Sign | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CutResult(CommandResult):
    """Hold the release that was made, and its manifest; without one the findings say what stopped it."""

    release: ReleaseFolder | None = None
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CutProgress:
    """Hold what shows the steps of a cut: of its build, of its checks, and what it waits for."""

    show: ProgressDisplay
    on_check: ProgressCallback
    on_step: Callable[[str], None]
    echo: Echo
    confirm: Confirm = lambda _question: False


def cut_release(
    options: Options, request: CutRequest, *, clock: Clock, progress: CutProgress, when: str
) -> CutResult:
    """Build what is out of date, check it, and write the release, whole or not at all.

    Errors of checks and what a publication `requires` stop it; a draft is made all the same. Raises UserError
    for a wrong version, register or folder, or if the disk refuses.
    """
    parse_version(request.version)
    releases = request.releases
    _reject_wrong_folder(options, releases)
    with os_errors.raise_as_lines(options.root.path, releases):
        releases.mkdir(parents=True, exist_ok=True)
        message = f"another release is being made in {releases}; waiting"
        with lock.hold_folders([releases], lambda _folder: progress.echo(message)):
            sweep_leftovers(releases)
            published = read_releases(releases)
            reject_wrong_version(request.version, releases, published)
            last = find_newest_release(published)
            return _cut_selection(_select_build(options, request), request, last, clock, progress, when)


def _reject_wrong_folder(options: Options, releases: Path) -> None:
    """Raise UserError for a folder of releases in that of builds, or of sources."""
    place = releases.resolve()
    for folder in (options.build.path, options.root.source, options.root.locale):
        if place.is_relative_to(folder.resolve()):
            message = f"the releases {releases} lie in {folder.name}/, which is no place to keep them"
            raise UserError("cli/to", message, remedy="name another folder with --to")
    if releases.exists() and not releases.is_dir():
        raise UserError("cli/to", f"{releases} is a file", remedy="name another folder with --to")


def _select_build(options: Options, request: CutRequest) -> Options:
    """Return options for a release; drafts are built in a folder of their own, as every page is marked."""
    if not request.is_draft:
        return options
    return replace(options, is_draft=True, build=BuildFolder(options.build.private / "drafts"))


def _cut_selection(
    options: Options,
    request: CutRequest,
    last: PublishedRelease | None,
    clock: Clock,
    progress: CutProgress,
    when: str,
) -> CutResult:
    built = run.build_editions(
        options, clock=clock, show=progress.show, echo=progress.echo, confirm=progress.confirm
    )
    if built.exit_code:
        return CutResult(rows=built.rows, findings=built.findings, exit_code=built.exit_code)
    checked = check_editions(
        options, clock=clock, echo=progress.echo, on_progress=progress.on_check, when=when
    )
    register = read_register(options.root)
    is_whole = not (options.selection.publications or options.selection.languages)
    earlier = last.manifest if last else None
    selected = select_editions(built.rows, register, earlier, is_whole=is_whole)
    findings = (
        *_iter_gate_findings(built, selected, is_draft=request.is_draft),
        *checked.findings,
        *report_held_editions(selected, built.rows, register),
        *_iter_version_findings(register, selected, request.version),
    )
    if any(one.severity == "error" for one in findings) and not request.is_draft:
        return CutResult(rows=built.rows, findings=findings, exit_code=1)
    progress.on_step("freezing")
    with lock.hold_build_folder(options.build, progress.echo):
        release, manifest = _write_release(options, request, selected, last, register)
    return CutResult(rows=built.rows, findings=findings, release=release, manifest=manifest)


def _iter_gate_findings(
    built: CommandResult, selected: tuple[SelectedEdition, ...], *, is_draft: bool
) -> Iterator[Finding]:
    """Yield what the build found: what a publication requires and lacks as an error, if it is not held."""
    held = {
        (one.edition.target.publication, one.edition.target.language) for one in selected if one.is_carried
    }
    for one in built.findings:
        if one.code == UNMET_DEMAND:
            is_held = (one.publication, one.language) in held
            if not is_held:
                yield replace(one, severity="warning" if is_draft else "error")
        elif one.severity != "note":
            yield one


def _iter_version_findings(
    register: Register, selected: tuple[SelectedEdition, ...], version: str
) -> Iterator[Finding]:
    """Yield a warning for each publication of which new editions bear the number of another version."""
    new = dict.fromkeys(one.edition.target.publication for one in selected if not one.is_carried)
    for name in new:
        own = register.get_publication(name).version
        if own and own != version:
            message = (
                f"its editions changed, and still say that they are version {own} —"
                f' write version = "{version}" in [publications.{name}]'
            )
            yield Finding(
                code="release/other-version",
                severity="warning",
                message=message,
                place=Place(file="source/publications.toml"),
                publication=name,
            )


def _write_release(
    options: Options,
    request: CutRequest,
    selected: tuple[SelectedEdition, ...],
    last: PublishedRelease | None,
    register: Register,
) -> tuple[ReleaseFolder, Manifest]:
    with make_staging_folder(request.releases, request.version) as staging:
        copied: list[OutputFile] = []
        for one in selected:
            source = last.folder.path if one.is_carried and last else options.build.path
            copied += copy_files(one.files, source, staging)
        earlier = last.folder.dossiers if last else None
        sealing.copy_dossiers(selected, options.build.dossiers, earlier, staging)
        sealing.write_errata(register, (one.edition for one in selected), staging)
        files = list_source_files(options.root, register)
        source_date = options.epoch.isoformat() if options.epoch else ""
        commit = describe_commit(options.root.path)
        sources = sealing.write_sources(files, staging, commit, source_date)
        _reject_moved_sources(options)
        manifest = replace(_make_manifest(options.build, request, selected), files=tuple(copied))
        sealing.seal_release(staging, manifest, sources, request.sign)
        if not request.is_draft:  # before it is published: recorded again, it is the same
            record_versions(options.root, options.build, register, selected, request.day)
        return publish_staging_folder(staging, request.releases, request.version), manifest


def _reject_moved_sources(options: Options) -> None:
    """Raise UserError if the texts are no longer those that the editions were made from."""
    jobs = run.plan_build(options)
    if jobs:
        message = f"the texts were changed meanwhile: {jobs[0].reason}"
        raise UserError("release/changed-file", message, remedy="cut the release again", exit_code=1)


def _make_manifest(
    build: BuildFolder, request: CutRequest, selected: tuple[SelectedEdition, ...]
) -> Manifest:
    targets = [one.edition.target for one in selected if not one.is_carried]
    return Manifest(
        version=request.version,
        date=request.day,
        note=request.note,
        is_draft=request.is_draft,
        editions=tuple(one.edition for one in selected),
        tools=sealing.list_tools(),
        fonts=sealing.list_fonts(read_build_records(build), targets),
    )
