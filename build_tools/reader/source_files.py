"""Refuse what is no file among the sources of a publication, before Sphinx opens it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Edition, Place
from build_tools.paths import Root


def reject_odd_files(edition: Edition, root: Root) -> None:
    """Raise UserError, exit 1, if a pipe, a device or a socket is in an edition's folder of sources.

    Sphinx would wait for the one and read the other without end.
    """
    for path in _iter_odd_files(root.get_source_folder(edition.publication.id)):
        raise UserError(
            "source/not-a-file",
            "it is not a plain file",
            remedy="put a plain file there, or remove it",
            place=Place(file=root.relativize(path)),
            exit_code=1,
        )


def _iter_odd_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            try:
                is_plain = stat.S_ISREG(path.stat().st_mode)
            except OSError:  # a link that leads nowhere, of which Sphinx says that it cannot be read
                continue
            if not is_plain:
                yield path
