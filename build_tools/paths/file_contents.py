"""List the files of a folder, and compute digests of what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20


def iter_files(folder: Path, boundary: Path | None = None) -> Iterator[Path]:
    """Yield every file below a folder, sorted; follow no links in a loop or out of `boundary`."""
    return _walk_files(folder, frozenset(), boundary and boundary.resolve())


def _walk_files(folder: Path, ancestors: frozenset[Path], boundary: Path | None) -> Iterator[Path]:
    if not folder.is_dir() or folder.resolve() in ancestors or _is_outside(folder, boundary):
        return
    for path in sorted(folder.iterdir()):
        if path.name in {"__pycache__", ".DS_Store", ".git"}:
            continue
        if path.is_dir():
            yield from _walk_files(path, ancestors | {folder.resolve()}, boundary)
        elif path.is_file() and not _is_outside(path, boundary):
            yield path


def _is_outside(path: Path, boundary: Path | None) -> bool:
    return boundary is not None and not path.resolve().is_relative_to(boundary)


def compute_digest(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def copy_file(source: Path, destination: Path) -> str:
    """Copy the content of a file, reading it once; return its SHA-256 in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    destination.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as stream, destination.open("xb") as copy:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def compute_file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find_invalid_utf8(path: Path) -> int | None:
    """Return the first line of a file that is not UTF-8, or None if the file is UTF-8."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return error.object.count(b"\n", 0, error.start) + 1
    return None
