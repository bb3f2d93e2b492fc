"""Put files and folders into their places whole, at once and for good; sweep what a killed process left."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import select
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LEFTOVER = re.compile(r"\.(?:[0-9a-f]{12}\.(?P<file>[0-9]+)|(?P<folder>.+)\.(?P<owner>[0-9]+)\.old)")
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
# What a kernel, a C library or a file system without the call, or without folders to sync, answers.
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP}


def write_atomically(path: Path, data: bytes, before_replace: Callable[[], None] = lambda: None) -> None:
    """Write a file beside its destination, then move it there; keep the permissions of an existing file.

    `before_replace` is called at the last moment; if it raises, the destination stays as it is.
    """
    with _replace_file(path, before_replace) as temporary:
        temporary.write_bytes(data)
        _sync(temporary)
    _sync_folder(path.parent)


def write_cache_file(path: Path, data: bytes) -> None:
    """Write a file that can be made again: whole, but not waiting for the disk."""
    with _replace_file(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def _replace_file(path: Path, before_replace: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Yield the name of a temporary file, and move it to `path` when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Short: the name itself may be as long as names get.
    name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]
    temporary = path.with_name(f".{name}.{os.getpid()}")
    try:
        yield temporary
        if path.exists():
            shutil.copymode(path, temporary)
        before_replace()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def make_staging_folder(parent: Path, name: str) -> Iterator[Path]:
    """Yield a hidden folder in which a folder of that name is made; it is removed if the block fails.

    Its name says which process made it, so that `sweep_leftovers` removes it after that was killed.
    """
    folder = parent / f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}.{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_atomically(source: Path, destination: Path) -> None:
    """Move a file or folder to its destination, replacing all of what was there.

    At every instant the old or the new one stands there whole, if the system can exchange two names; if it
    cannot, a folder is out of its place between two renames, and `sweep_leftovers` brings it back.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    _sync_tree(source)
    _replace(source, destination)
    _sync_folder(destination.parent)


def move_cache_folder(source: Path, destination: Path) -> None:
    """Move a folder that can be made again: whole and at once, but not waiting for the disk."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    _replace(source, destination)


def _replace(source: Path, destination: Path) -> None:
    if not source.is_dir():
        source.replace(destination)
    elif not os.path.lexists(destination):
        source.rename(destination)
    elif _exchange(source, destination):
        _remove(source)
    else:
        _move_in_two_steps(source, destination)


def _exchange(source: Path, destination: Path) -> bool:
    """Exchange two names in one step; return False where this system cannot."""
    import ctypes

    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    names = os.fsencode(source), os.fsencode(destination)
    if exchange(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(destination))


def _move_in_two_steps(source: Path, destination: Path) -> None:
    old = destination.with_name(f".{destination.name}.{os.getpid()}.old")
    _remove(old)
    destination.rename(old)
    try:
        source.rename(destination)
    except OSError:
        old.rename(destination)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _sync_tree(path: Path) -> None:
    """Wait until a file, or every file and folder of a tree, is on the disk."""
    if not path.is_dir():
        _sync(path)
        return
    for folder, _, names in os.walk(path):
        for name in names:
            _sync(Path(folder, name))
        _sync_folder(Path(folder))


def _sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; some file systems cannot say."""
    try:
        _sync(folder)
    except OSError as error:
        if error.errno not in {*_UNSUPPORTED, errno.EACCES, errno.EBADF}:
            raise


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_leftovers(folder: Path) -> None:
    """Remove what killed processes left in a folder; put back an old folder whose place is empty."""
    with suppress(OSError):
        for leftover in list(folder.iterdir()):
            match = _LEFTOVER.fullmatch(leftover.name)
            if match and not _is_alive(int(match["file"] or match["owner"])):
                _sweep_leftover(leftover, folder / match["folder"] if match["folder"] else None)


def _sweep_leftover(leftover: Path, place: Path | None) -> None:
    with suppress(OSError):
        if place is not None and not os.path.lexists(place):
            leftover.rename(place)
        else:
            _remove(leftover)


def _is_alive(pid: int) -> bool:
    """Return whether another process has this number and runs; this one has written nothing yet."""
    if pid == os.getpid():
        return False
    try:
        descriptor = os.pidfd_open(pid)
    except OverflowError:
        return False
    except OSError as error:
        return error.errno not in {errno.ESRCH, errno.EINVAL}
    try:
        # A process that has ended keeps its number until its parent has waited for it.
        ended = select.poll()
        ended.register(descriptor, select.POLLIN)
        return not ended.poll(0)
    finally:
        os.close(descriptor)
