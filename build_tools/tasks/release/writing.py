"""Write a release: copy what is selected, add what tells of it, seal it, and put it in its place."""

from __future__ import annotations

from dataclasses import replace

from build_tools.catalogues.git_history import describe_commit
from build_tools.errors import UserError
from build_tools.model import OutputFile, Register
from build_tools.model.release import Manifest
from build_tools.paths import BuildFolder, make_staging_folder
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.release.history import PublishedRelease
from build_tools.release.provenance import BuildSources
from build_tools.tasks.build import run
from build_tools.tasks.build.build_records import read_build_records
from build_tools.tasks.options import Options
from build_tools.tasks.release import sealing
from build_tools.tasks.release.issued_versions import list_issued_versions, record_versions
from build_tools.tasks.release.notes import ReleaseNotes, write_notes
from build_tools.tasks.release.request import CutRequest
from build_tools.tasks.release.selection import SelectedEdition
from build_tools.tasks.release.source_files import list_source_files
from build_tools.tasks.release.staging import copy_files, publish_staging_folder


def write_release(
    options: Options,
    request: CutRequest,
    selected: tuple[SelectedEdition, ...],
    last: PublishedRelease | None,
    register: Register,
) -> tuple[ReleaseFolder, Manifest]:
    """Return the release and its manifest. Raises UserError if a file changed, or the disk refuses."""
    issued = list_issued_versions(options.build, register, selected, request)
    manifest = _make_manifest(options.build, request, selected)
    with make_staging_folder(request.releases, request.version) as folder:
        staging = ReleaseFolder(folder)
        copied = _copy_editions(options.build, selected, last, staging)
        sealing.write_errata(register, manifest.editions, staging)
        notes = ReleaseNotes(root=options.root, register=register, manifest=manifest, issued=issued)
        write_notes(notes, staging)
        sources = _write_sources(options, register, staging)
        _reject_moved_sources(options)
        sealing.seal_release(staging, replace(manifest, files=copied), sources, request.sign)
        if not request.is_draft:  # before it is published: recorded again, it is the same
            record_versions(options.root, register, issued)
        return publish_staging_folder(staging, request.releases, request.version), manifest


def _copy_editions(
    build: BuildFolder,
    selected: tuple[SelectedEdition, ...],
    last: PublishedRelease | None,
    staging: ReleaseFolder,
) -> tuple[OutputFile, ...]:
    """Copy editions with their reports, those that are carried over from the last release."""
    copied: list[OutputFile] = []
    for one in selected:
        copied += copy_files(one.files, last.folder.path if one.is_carried and last else build.path, staging)
    sealing.copy_dossiers(selected, build.dossiers, last.folder.dossiers if last else None, staging)
    return tuple(copied)


def _write_sources(options: Options, register: Register, staging: ReleaseFolder) -> BuildSources:
    files = list_source_files(options.root, register)
    source_date = options.epoch.isoformat() if options.epoch else ""
    return sealing.write_sources(files, staging, describe_commit(options.root.path), source_date)


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
