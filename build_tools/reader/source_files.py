"""Refuse what is no file among the sources of a publication, before Sphinx opens it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Edition, Place
from build_tools.paths import Root

NOT_A_FILE = ("not-a-file", "it is not a plain file", "put a plain file there, or remove it")
MAX_NAME_BYTES = 200  # of a page: names of other files are made of it, up to 255 bytes


def reject_odd_files(edition: Edition, root: Root) -> None:
    """Raise UserError, exit 1, if an edition's folder of sources holds what is no file, or has an odd name.

    Sphinx would wait for a pipe, read a device without end, and stop at a name that it cannot write.
    """
    for path in _iter_files(root.get_source_folder(edition.publication.id)):
        problem = _find_name_problem(path.name) or _find_kind_problem(path)
        if problem:
            code, message, remedy = problem
            place = Place(file=root.relativize(path))
            raise UserError(f"source/{code}", message, remedy=remedy, place=place, exit_code=1)


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in (*folders, *sorted(names)) if not name.startswith("."))


def _find_name_problem(name: str) -> tuple[str, str, str] | None:
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return ("bad-name", "its name is not UTF-8", "give it another name")
    if size > MAX_NAME_BYTES:
        message = f"its name is longer than {MAX_NAME_BYTES} bytes: names of other files are made of it"
        return ("bad-name", message, "give it a shorter name")
    return None


def _find_kind_problem(path: Path) -> tuple[str, str, str] | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            return NOT_A_FILE
        return None  # a link that leads nowhere, of which Sphinx says that it cannot be read
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        may_read = path.suffix != ".rst" or os.access(path, os.R_OK)
        return None if may_read else ("unreadable", "it may not be read", "change its rights, so that it may")
    return NOT_A_FILE
