"""Read every file of a release once: no link is followed, and no size is trusted."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.release.path_rules import describe_path_fault

# Larger files are hashed, and not looked into.
MAX_KEPT = 256_000_000
MAX_FILES, MAX_DEPTH = 200_000, 32
_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedFile:
    """Describe a file as it lies on the disk; with a `fault` it was not read.

    `data` is None where it is too large to be held.
    """

    path: str
    sha256: str = ""
    size: int = 0
    data: bytes | None = None
    fault: str = ""


def iter_release_files(folder: Path, read: frozenset[str] = frozenset()) -> Iterator[ScannedFile]:
    """Yield all that lies below a folder and is no folder, hidden files too, sorted in each folder.

    Files at its top that were `read` before are left out.
    """
    count = 0
    for at, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False):
        prefix = Path(at).relative_to(folder).as_posix() if Path(at) != folder else ""
        links = [name for name in folders if _is_link(name, descriptor)]
        if prefix.count("/") >= MAX_DEPTH:
            folders.clear()
            yield ScannedFile(path=prefix, fault="it lies deeper than any file of a release")
        folders.sort()
        for name in sorted({*names, *links} - (set() if prefix else read)):
            count += 1
            if count > MAX_FILES:
                yield ScannedFile(path=prefix, fault="there are more files than in any release")
                return
            yield _scan_file(f"{prefix}/{name}" if prefix else name, name, descriptor)


def scan_release_file(folder: Path, name: str) -> ScannedFile:
    """Return a file at the top of a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return _scan_file(name, name, descriptor)
    finally:
        os.close(descriptor)


def _is_link(name: str, descriptor: int) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode)
    except OSError:  # it is gone: then it is missing, too
        return True


def _scan_file(path: str, name: str, folder: int) -> ScannedFile:
    if fault := describe_path_fault(path):
        return ScannedFile(path=path, fault=fault)
    try:
        if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return ScannedFile(path=path, fault="it is a link or a device, not a file")
        descriptor = os.open(name, _FLAGS, dir_fd=folder)
    except OSError as error:
        return ScannedFile(path=path, fault=f"it cannot be read: {error.strerror}")
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # put there a moment ago
            return ScannedFile(path=path, fault="it is a link or a device, not a file")
        return _read_file(path, stream.fileno())


def _read_file(path: str, descriptor: int) -> ScannedFile:
    digest, size, pieces = hashlib.sha256(), 0, list[bytes]()
    while True:
        try:
            piece = os.read(descriptor, _CHUNK)
        except OSError as error:
            return ScannedFile(path=path, fault=f"it cannot be read: {error.strerror}")
        if not piece:
            break
        digest.update(piece)
        size += len(piece)
        if size <= MAX_KEPT:
            pieces.append(piece)
        else:
            pieces.clear()
    data = b"".join(pieces) if size <= MAX_KEPT else None
    return ScannedFile(path=path, sha256=digest.hexdigest(), size=size, data=data)
