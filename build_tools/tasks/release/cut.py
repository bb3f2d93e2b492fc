"""Run `editions release cut`: build, check, and freeze what is built as a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, Place, Register
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
from build_tools.tasks.check.execution import ProgressCallback
from build_tools.tasks.check.run import check_editions
from build_tools.tasks.options import Clock, Confirm, Echo, Options, ProgressDisplay
from build_tools.tasks.release.lost_addresses import AddressComparison, find_lost_addresses
from build_tools.tasks.release.released_pages import list_released_pages, list_selected_pages
from build_tools.tasks.release.request import CutRequest
from build_tools.tasks.release.selection import SelectedEdition, report_held_editions, select_editions
from build_tools.tasks.release.writing import write_release

UNMET_DEMAND = "release/lacking"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _CutWork:
    """Hold what the steps of a cut need; `last` is the newest release that is no draft."""

    options: Options
    request: CutRequest
    last: PublishedRelease | None
    clock: Clock
    progress: CutProgress
    when: str

    @property
    def is_whole(self) -> bool:
        """Return whether every edition is cut, and none is carried over because it was not named."""
        selection = self.options.selection
        return not (selection.publications or selection.languages)


def cut_release(
    options: Options, request: CutRequest, *, clock: Clock, progress: CutProgress, when: str
) -> CutResult:
    """Build what is out of date, check it, and write the release, whole or not at all.

    Errors of checks, what a publication `requires` and addresses that are lost stop it; a draft is made all
    the same. Raises UserError for a wrong version, register or folder, or if the disk refuses.
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
            work = _CutWork(
                options=_select_build(options, request),
                request=request,
                last=find_newest_release(published),
                clock=clock,
                progress=progress,
                when=when,
            )
            return _cut_selection(work)


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
    """Return options for a release; drafts are built in a folder of their own, as every page is marked.

    They are built whatever addresses were lost.
    """
    if not request.is_draft:
        return options
    apart = BuildFolder(options.build.private / "drafts")
    return replace(options, is_draft=True, has_lost_labels=True, build=apart)


def _cut_selection(work: _CutWork) -> CutResult:
    built = _build_selection(work)
    if built.exit_code:
        return CutResult(rows=built.rows, findings=built.findings, exit_code=built.exit_code)
    checked, register = _check_selection(work), read_register(work.options.root)
    earlier = work.last.manifest if work.last else None
    selected = select_editions(built.rows, register, earlier, is_whole=work.is_whole)
    findings = (
        *_iter_gate_findings(built, selected, is_draft=work.request.is_draft),
        *checked.findings,
        *report_held_editions(selected, built.rows, register),
        *_iter_version_findings(register, selected, work.request.version),
        *_iter_address_findings(work, selected, register),
    )
    if any(one.severity == "error" for one in findings) and not work.request.is_draft:
        return CutResult(rows=built.rows, findings=findings, exit_code=1)
    release, manifest = _freeze_selection(work, selected, register)
    return CutResult(rows=built.rows, findings=findings, release=release, manifest=manifest)


def _build_selection(work: _CutWork) -> CommandResult:
    progress = work.progress
    return run.build_editions(
        work.options, clock=work.clock, show=progress.show, echo=progress.echo, confirm=progress.confirm
    )


def _check_selection(work: _CutWork) -> CommandResult:
    progress = work.progress
    return check_editions(
        work.options, clock=work.clock, echo=progress.echo, on_progress=progress.on_check, when=work.when
    )


def _freeze_selection(
    work: _CutWork, selected: tuple[SelectedEdition, ...], register: Register
) -> tuple[ReleaseFolder, Manifest]:
    work.progress.on_step("freezing")
    with lock.hold_build_folder(work.options.build, work.progress.echo):
        return write_release(work.options, work.request, selected, work.last, register)


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


def _iter_address_findings(
    work: _CutWork, selected: tuple[SelectedEdition, ...], register: Register
) -> Iterator[Finding]:
    """Yield an error for each address of the last release that this one would lose; a draft is warned."""
    if work.last is None:
        return
    comparison = AddressComparison(
        version=work.last.manifest.version,
        old=list_released_pages(work.last),
        new=list_selected_pages(selected, work.last, work.options.build.path),
        register=register,
        root=work.options.root,
    )
    for one in find_lost_addresses(comparison):
        yield replace(one, severity="warning") if work.request.is_draft else one
