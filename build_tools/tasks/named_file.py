"""Write a file that a person names: what is there decides how, and nothing but a file is replaced."""

from __future__ import annotations

import tempfile
from pathlib import Path

from build_tools.paths import write_atomically


def prepare_named_file(path: Path) -> None:
    """Make the folder of a named file; raises OSError if it cannot be written to."""
    if _is_replaceable(path):
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Rights alone do not tell: nobody can make a file in /proc.
        with tempfile.TemporaryFile(dir=path.parent):
            pass


def write_named_file(path: Path, data: bytes) -> None:
    """Write a file whole; a link stays one, a pipe or a device takes the data and stays.

    Raises OSError where that fails, and where a folder is there.
    """
    if _is_replaceable(path):
        write_atomically(path.resolve(), data)
    else:
        path.write_bytes(data)


def _is_replaceable(path: Path) -> bool:
    return path.is_file() or not path.exists()
