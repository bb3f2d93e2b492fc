"""Lock files and folders, so that one process at a time goes on."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.paths import MAIN_LANE, BuildFolder


@contextmanager
def hold_lock(path: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a file or folder; if another process holds it, call `on_wait` once and wait."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def hold_folders(folders: Iterable[Path], on_wait: Callable[[Path], None]) -> Iterator[None]:
    """Hold the locks of folders; if another process holds one, call `on_wait` for the first and wait.

    For a folder that does not exist the nearest one above it is locked, and nothing is created.
    """
    wanted = list(folders)
    waits = iter([on_wait])

    def wait_for(folder: Path) -> None:
        """Say it of one folder alone."""
        for each in waits:
            each(folder)

    while True:
        with ExitStack() as stack:
            held = _find_existing_folders(wanted)
            for folder in held:
                stack.enter_context(hold_lock(folder, lambda folder=folder: wait_for(folder)))  # type: ignore[misc]
            # While this waited, another process may have made one of them.
            if held == _find_existing_folders(wanted):
                yield
                return


def _find_existing_folders(folders: Iterable[Path]) -> list[Path]:
    """Return the nearest existing folders, in the order in which every process locks them."""
    return sorted({next(each for each in (folder, *folder.parents) if each.is_dir()) for folder in folders})


@contextmanager
def hold_build_folder(
    build: BuildFolder, echo: Callable[[str], None], lanes: Iterable[str] = (MAIN_LANE,)
) -> Iterator[None]:
    """Hold the locks of a build folder's lanes; if another build holds one, say so and wait.

    Raises UserError where there can be no such folder, and the OSError of a disk that refuses.
    """
    folders = [replace(build, lane=lane) for lane in sorted(lanes)]
    try:
        build.private.mkdir(parents=True, exist_ok=True)
        for folder in folders:
            folder.lock.touch()
    except (FileNotFoundError, NotADirectoryError) as error:
        message = f"the build folder {build.path} cannot be made: {error.strerror}"
        raise UserError("cli/output", message, remedy="name another folder with -o") from error

    def tell_wait() -> None:
        """Say what this command waits for."""
        echo(f"another build is writing to {build.path}; waiting")

    with ExitStack() as stack:
        for folder in folders:
            stack.enter_context(hold_lock(folder.lock, tell_wait))
        yield
