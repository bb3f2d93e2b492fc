"""Digest the files that a build reads, and find those that moved while it ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_tools.paths import compute_file_digest, iter_files


class FileState(NamedTuple):
    """Hold what the kernel says of a file: every write changes it, also one that keeps size and time."""

    size: int
    modified: int
    changed: int
    inode: int


def read_file_state(path: Path) -> FileState | None:
    """Return the state of a file, None if there is none."""
    try:
        at = path.stat()
    except OSError:
        return None
    return FileState(at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)


def _list_readable_files(key: tuple[Path, Path | None]) -> tuple[Path, ...]:
    """Return the files of a folder, none where it may not be read: what reads them says so."""
    try:
        return tuple(iter_files(*key))
    except OSError:
        return ()


@dataclass(slots=True, kw_only=True)
class FileWatch:
    """Hold the state that each file had when the command first looked at it, and its digest.

    `began` is when the command began, in nanoseconds by the clock of the disk.
    """

    began: int = 0
    states: dict[Path, FileState | None] = field(default_factory=dict)
    digests: dict[Path, str] = field(default_factory=dict)
    listings: dict[tuple[Path, Path | None], tuple[Path, ...]] = field(default_factory=dict)
    late_files: set[Path] = field(default_factory=set)

    def list_files(self, folder: Path, boundary: Path | None = None) -> tuple[Path, ...]:
        """Return every file below a folder, as `iter_files` does, and watch them."""
        key = (folder, boundary)
        if key not in self.listings:
            self.listings[key] = _list_readable_files(key)
            for file in self.listings[key]:
                self.watch_file(file)
        return self.listings[key]

    def watch_file(self, path: Path) -> None:
        """Remember the state of a file before it is read."""
        if path not in self.states:
            self.states[path] = read_file_state(path)

    def digest_file(self, path: Path) -> str:
        """Return the digest of a file, empty if it cannot be read."""
        if path not in self.digests:
            self.watch_file(path)
            try:
                self.digests[path] = compute_file_digest(path)
            except OSError:
                self.digests[path] = ""
        return self.digests[path]

    def watch_late(self, path: Path) -> None:
        """Watch a file that only a reading could name: it may have moved since the command began."""
        if path not in self.states:
            self.watch_file(path)
            state = self.states[path]
            if state and state.changed > self.began:
                self.late_files.add(path)

    def find_moved_files(self) -> frozenset[Path]:
        """Return the files that were written, came or went since the command first looked at them."""
        written = {path for path, state in self.states.items() if read_file_state(path) != state}
        others = {
            path
            for key, files in self.listings.items()
            for path in set(files).symmetric_difference(_list_readable_files(key))
        }
        return frozenset(written | others | self.late_files)
