"""Refuses a build folder that a build must not write to."""

from __future__ import annotations

from pathlib import Path

from build_tools.errors import Mendable
from build_tools.layout import Build, Root


def refuse(root: Root, build: Build) -> None:
    """Raise Mendable `cli/output` where the build folder is, holds or lies in what is not its own.

    A build never writes to `source/` or `locale/`, and a root is not a build folder.
    """
    place = build.path.resolve()
    home = root.path.resolve()
    if place == home or home.is_relative_to(place):
        raise _refused(build.path, "holds the root itself")
    for own in (root.source, root.locale):
        if place.is_relative_to(own.resolve()):
            raise _refused(build.path, f"lies in {own.name}/, where a build never writes")
    if build.path.exists() and not build.path.is_dir():
        raise _refused(build.path, "is a file")


def _refused(place: Path, why: str) -> Mendable:
    return Mendable(
        "cli/output",
        f"the build folder {place} {why}",
        remedy="name another folder with -o, or none for the root's own build/",
    )
