"""Read older versions of a language's catalogues from git.

Plumbing commands run no hook, filter or signature check of a repository, and write nothing.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.catalogues.size_limits import MAX_FILE_BYTES, MAX_LANGUAGE_BYTES
from build_tools.paths import Root

MAX_COMMITS = 200
MAX_VERSIONS = 30
_GIT_OPTIONS = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_GIT_ENVIRONMENT = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersion:
    """Describe a file at a commit; `date` is a day, `order` counts commits from the newest."""

    commit: str
    date: str
    blob: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHistory:
    """Read the versions of a folder's files; empty without git or without a commit."""

    root: Root
    folder: str
    head_blobs: Mapping[str, str] = field(default_factory=dict)

    def read_blobs(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of blobs by their name; missing ones and those beyond the limits are left out."""
        names = self._select_blobs(list(dict.fromkeys(blobs)))
        if not names:
            return {}
        output = _run_git(self.root.path, "cat-file", "--batch", stdin="\n".join(names))
        return dict(_parse_blobs(output))

    def _select_blobs(self, names: Sequence[str]) -> list[str]:
        """Return the first blobs that are together no more than a language may have."""
        if not names:
            return []
        selected: list[str] = []
        room = MAX_LANGUAGE_BYTES
        rows = _run_git(self.root.path, "cat-file", "--batch-check", stdin="\n".join(names)).split(b"\n")
        for name, kind, size in (row.split() for row in rows if row.count(b" ") == 2):
            if kind == b"blob" and int(size) <= min(room, MAX_FILE_BYTES):
                room -= int(size)
                selected.append(name.decode())
        return selected

    def list_versions(self, files: Sequence[str]) -> dict[str, list[FileVersion]]:
        """Return the committed versions of files, newest first, at most MAX_VERSIONS of each."""
        if not self.head_blobs or not files:
            return {}
        selection = (f"--max-count={MAX_COMMITS}", "HEAD", "--", self.folder)
        commits = _run_git(self.root.path, "rev-list", *selection).decode()
        changes = _run_git(
            self.root.path,
            *("diff-tree", "--stdin", "-r", "-z", "--root", "-m", "--no-renames", "--relative"),
            *("--no-ext-diff", "--no-textconv", "--format=%H %cs", "--", self.folder),
            stdin=commits,
        )
        return _parse_versions(changes, frozenset(files))


def open_git_history(root: Root, folder: Path) -> GitHistory:
    """Return the history of a folder of a root; an empty one if there is none."""
    name = root.relativize(folder)
    tree = _run_git(root.path, "ls-tree", "-r", "-z", "HEAD", "--", name)
    return GitHistory(root=root, folder=name, head_blobs=dict(_parse_tree(tree)))


def describe_commit(folder: Path) -> tuple[str, bool]:
    """Return the commit of a folder's files, and whether they are as it has them; empty without git."""
    commit = _run_git(folder, "rev-parse", "HEAD").decode("ascii", "replace").strip()
    changes = _run_git(folder, "status", "--porcelain", "--", ".") if commit else b""
    return commit, not changes


def _parse_tree(output: bytes) -> Iterator[tuple[str, str]]:
    for row in filter(None, output.split(b"\0")):
        kind, _, name = row.partition(b"\t")
        mode, _, blob = kind.split()[:3]
        if mode.startswith(b"100") and name.endswith(b".po"):
            yield name.decode("utf-8", "surrogateescape"), blob.decode()


def _parse_blobs(output: bytes) -> Iterator[tuple[str, bytes]]:
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        name, *kind = output[position:end].decode().split()
        position = end + 1
        if len(kind) == 2:
            size = int(kind[1])
            yield name, output[position : position + size]
            position += size + 1


def _parse_versions(output: bytes, files: frozenset[str]) -> dict[str, list[FileVersion]]:
    versions: dict[str, list[FileVersion]] = {}
    commit = date = ""
    order = -1
    # A commit, then for each file what changed and its name, all of it with NUL behind.
    parts = iter(output.split(b"\0"))
    for part in parts:
        row = part.decode("utf-8", "surrogateescape").strip()
        if row.startswith(":"):
            name = next(parts, b"").decode("utf-8", "surrogateescape")
            blob = row.split()[3]
            known = versions.setdefault(name, []) if name in files else []
            if blob.strip("0") and len(known) < MAX_VERSIONS:
                known.append(FileVersion(commit=commit, date=date, blob=blob, order=order))
        elif row:
            order += 1
            commit, _, date = row.partition(" ")
    return versions


def _run_git(folder: Path, *arguments: str, stdin: str = "") -> bytes:
    git = shutil.which("git")
    if git is None:
        return b""
    try:
        done = subprocess.run(
            [git, *_GIT_OPTIONS, *arguments],
            cwd=folder,
            input=stdin.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            env=_GIT_ENVIRONMENT,
        )
    except OSError:
        return b""
    return b"" if done.returncode else done.stdout
