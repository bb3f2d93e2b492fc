"""Join a path that must stay inside its folder, or tell where in a folder it is."""

from __future__ import annotations

import errno
from pathlib import Path, PurePosixPath

from build_tools.errors import UserError
from build_tools.model import Place


def safe_join(folder: Path, name: str) -> Path:
    """Return `folder/name`; raise UserError `layout/outside` if that leaves it, through links too."""
    parts = PurePosixPath(name)
    target = folder.joinpath(*parts.parts)
    if parts.is_absolute() or ".." in parts.parts or not _is_inside(folder, target):
        message = f"{name} leads out of {folder.name}"
        remedy = "name a file inside the folder, without links that leave it"
        raise UserError("layout/outside", message, remedy=remedy, place=Place(file=name))
    return target


def _is_inside(folder: Path, target: Path) -> bool:
    try:
        return not _is_link_loop(target) and target.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle; a name that no file has
        return False


def _is_link_loop(target: Path) -> bool:
    """Return whether symbolic links form a loop: from Python 3.13 on, `resolve` does not raise."""
    try:
        target.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def relativize_path(path: Path, folder: Path) -> str:
    """Return `path` relative to `folder`, with `/`; a path outside it unchanged."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()
