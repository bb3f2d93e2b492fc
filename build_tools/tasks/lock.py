"""One build at a time in a build folder: takes the folder, gives a block that has it alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from build_tools.layout import BuildFolder
from build_tools.press.trouble import mendable
from build_tools.tasks.order import Say


@contextmanager
def held(build: BuildFolder, say: Say) -> Iterator[None]:
    """Hold the build folder; where another has it, say so once and wait.

    Raises Mendable where the folder cannot be written to.
    """
    with _opened(build) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another build is writing to {build.path}; waiting")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _opened(build: BuildFolder) -> TextIO:
    try:
        build.private.mkdir(parents=True, exist_ok=True)
        return build.lock.open("w", encoding="utf-8")
    except OSError as error:
        raise mendable(error, build.path.parent) or error from error
