"""Lock a file, so that one process at a time goes on."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.paths import BuildFolder
from build_tools.process.os_errors import convert_os_error


@contextmanager
def hold_lock(file: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a file; if another process holds it, call `on_wait` once and wait."""
    with file.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextmanager
def hold_build_folder(build: BuildFolder, echo: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a build folder; if another build holds it, say so once and wait."""
    try:
        build.private.mkdir(parents=True, exist_ok=True)
        build.lock.touch()
    except OSError as error:
        raise convert_os_error(error, build.path.parent) or error from error
    with hold_lock(build.lock, lambda: echo(f"another build is writing to {build.path}; waiting")):
        yield
