"""A language's catalogues in git: takes a root and a folder, gives what older versions held.

Plumbing alone: it runs no hook, filter or signature check of a repository, and writes nothing.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.layout import Root

COMMITS = 200
VERSIONS = 30
_QUIET = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_ALONE = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a file was at a commit; `date` is a day."""

    commit: str
    date: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of a folder's files; empty where there is no git or no commit."""

    root: Root
    folder: str
    head: Mapping[str, str] = field(default_factory=dict)

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of blobs by their name, those that are there."""
        asked = list(dict.fromkeys(blobs))
        if not asked:
            return {}
        return dict(_blobs(_git(self.root.path, "cat-file", "--batch", given="\n".join(asked))))

    def versions(self, files: Sequence[str]) -> dict[str, list[Version]]:
        """Return the versions of files as committed, the newest first: a bounded number."""
        if not self.head or not files:
            return {}
        told = _git(
            self.root.path, "rev-list", f"--max-count={COMMITS}", "HEAD", "--", self.folder
        ).decode()
        changed = _git(
            self.root.path,
            *("diff-tree", "--stdin", "-r", "-z", "--root", "-m", "--no-renames", "--relative"),
            *("--no-ext-diff", "--no-textconv", "--format=%H %cs", "--", self.folder),
            given=told,
        )
        return _versions(changed, frozenset(files))


def history(root: Root, folder: Path) -> History:
    """Return the history of a folder of a root; an empty one where there is none."""
    name = root.relativize(folder)
    listed = _git(root.path, "ls-tree", "-r", "-z", "HEAD", "--", name)
    return History(root=root, folder=name, head=dict(_listed(listed)))


def _listed(told: bytes) -> Iterator[tuple[str, str]]:
    for row in filter(None, told.split(b"\0")):
        kind, _, name = row.partition(b"\t")
        mode, _, blob = kind.split()[:3]
        if mode.startswith(b"100") and name.endswith(b".po"):
            yield name.decode("utf-8", "surrogateescape"), blob.decode()


def _blobs(told: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        name, *kind = told[at:end].decode().split()
        at = end + 1
        if len(kind) == 2:
            size = int(kind[1])
            yield name, told[at : at + size]
            at += size + 1


def _versions(told: bytes, files: frozenset[str]) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    commit = date = ""
    # A commit, then for each file what changed and its name, all of it with NUL behind.
    parts = iter(told.split(b"\0"))
    for part in parts:
        row = part.decode("utf-8", "surrogateescape").strip()
        if row.startswith(":"):
            name = next(parts, b"").decode("utf-8", "surrogateescape")
            blob = row.split()[3]
            known = found.setdefault(name, []) if name in files else []
            if blob.strip("0") and len(known) < VERSIONS:
                known.append(Version(commit=commit, date=date, blob=blob))
        elif row:
            commit, _, date = row.partition(" ")
    return found


def _git(folder: Path, *words: str, given: str = "") -> bytes:
    """Return what git says, nothing where it is not there or has nothing to say."""
    program = shutil.which("git")
    if program is None:
        return b""
    try:
        done = subprocess.run(
            [program, *_QUIET, *words],
            cwd=folder,
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            env=_ALONE,
        )
    except OSError:
        return b""
    return b"" if done.returncode else done.stdout
