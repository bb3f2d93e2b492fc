"""Read what a folder of releases holds, and refuse a version that does not follow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.model.release import Manifest
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder, list_release_folders
from build_tools.release.manifest import read_manifest
from build_tools.release.versions import parse_version


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRelease:
    """Hold a release as it lies in its folder, with its manifest."""

    folder: ReleaseFolder
    manifest: Manifest


def read_releases(releases: Path) -> tuple[PublishedRelease, ...]:
    """Return the releases of a folder, the newest first. Raises UserError for one that cannot be read."""
    found = [
        PublishedRelease(folder=folder, manifest=_read_own_manifest(folder))
        for folder in list_release_folders(releases)
    ]
    return tuple(sorted(found, key=lambda one: parse_version(one.manifest.version), reverse=True))


def _read_own_manifest(folder: ReleaseFolder) -> Manifest:
    """Return the manifest of a release that lies in a folder with the name of its version."""
    manifest = read_manifest(folder)
    if manifest.version != folder.path.name:
        message = f"it is of {manifest.version[:40]}, and its folder is named {folder.path.name}"
        place = Place(file=f"{folder.path.name}/{MANIFEST}")
        raise UserError("release/manifest", message, remedy="give the folder its own name again", place=place)
    return manifest


def find_newest_release(published: tuple[PublishedRelease, ...]) -> PublishedRelease | None:
    """Return the first release that is no draft; None where nothing was published."""
    return next((one for one in published if not one.manifest.is_draft), None)


def reject_wrong_version(version: str, releases: Path, published: tuple[PublishedRelease, ...]) -> None:
    """Raise UserError for a version that is there, or that does not follow the newest that is no draft."""
    key = parse_version(version)
    if (releases / version).exists():
        remedy = "a release stays as it is: choose the next version"
        raise UserError("release/exists", f"{releases / version} is there already", remedy=remedy)
    newest = find_newest_release(published)
    if newest and parse_version(newest.manifest.version) >= key:
        message = f"{version} does not follow {newest.manifest.version}, the newest in {releases}"
        raise UserError("release/version", message, remedy="choose a later version")
