"""Lock a build folder, so that one build at a time writes to it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from build_tools.paths import BuildFolder
from build_tools.process.os_errors import convert_os_error


@contextmanager
def hold_build_folder(build: BuildFolder, echo: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a build folder; if another build holds it, say so once and wait.

    Raises UserError if the folder cannot be written to.
    """
    with _open_lock_file(build) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            echo(f"another build is writing to {build.path}; waiting")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _open_lock_file(build: BuildFolder) -> TextIO:
    try:
        build.private.mkdir(parents=True, exist_ok=True)
        return build.lock.open("w", encoding="utf-8")
    except OSError as error:
        raise convert_os_error(error, build.path.parent) or error from error
