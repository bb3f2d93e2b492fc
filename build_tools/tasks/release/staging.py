"""Assemble a release beside its place, and move it there whole, for good and read-only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import OutputFile, Place
from build_tools.paths import copy_file, iter_files, move_atomically
from build_tools.paths.release_folder import ReleaseFolder

READ_ONLY_FILE, READ_ONLY_FOLDER = 0o444, 0o555


def copy_files(files: Iterable[OutputFile], source: Path, staging: ReleaseFolder) -> Iterator[OutputFile]:
    """Copy files to the same paths of a release, and yield each as it is there.

    Raises UserError for one that is not as it was described.
    """
    for file in files:
        copy = staging.path / file.path
        digest = copy_file(source / file.path, copy)
        if digest != file.sha256:
            message = "it is not as it was when it was checked"
            remedy = "let nobody write there meanwhile, then cut the release again"
            place = Place(file=(source / file.path).as_posix())
            raise UserError("release/changed-file", message, remedy=remedy, place=place, exit_code=1)
        yield replace(file, size=copy.stat().st_size)


def publish_staging_folder(staging: ReleaseFolder, releases: Path, version: str) -> ReleaseFolder:
    """Make every file read-only, move the release into its place, and make its folders read-only."""
    for file in iter_files(staging.path):
        file.chmod(READ_ONLY_FILE)
    release = ReleaseFolder(releases / version)
    move_atomically(staging.path, release.path)
    for folder, _, _ in os.walk(release.path):
        Path(folder).chmod(READ_ONLY_FOLDER)
    return release
