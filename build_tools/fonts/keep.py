"""What was made once: takes a folder, a key and how to make it, gives a file, never torn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from build_tools import layout
from build_tools.model import Input


def kept(folder: Path, key: str, suffix: str, make: Callable[[], bytes]) -> Path:
    """Return the file kept under a key; made when it is not there, or not as it was made."""
    path = folder / f"{layout.compute_digest(key)[:32]}{suffix}"
    seal = path.with_suffix(f"{suffix}.sha256")
    if _is_sealed(path, seal):
        return path
    made = make()
    layout.write_atomically(path, made)
    layout.write_atomically(seal, layout.compute_digest(made).encode("ascii"))
    return path


def _is_sealed(path: Path, seal: Path) -> bool:
    try:
        return seal.read_text("ascii") == layout.compute_file_digest(path)
    except (OSError, UnicodeDecodeError):
        return False


def digests(paths: Iterable[Path], cache: Path) -> tuple[Input, ...]:
    """Return an Input of kind `font` a file, sorted by name.

    Digests are kept in the folder `cache` by path, size, time and inode, for collections
    of 27 MB. Raises OSError where a file cannot be read.
    """
    store = cache / "digests.json"
    known = _known(store)
    rows = {path: _key(path) for path in paths}
    found = {path: known.get(key) or layout.compute_file_digest(path) for path, key in rows.items()}
    now = {key: found[path] for path, key in rows.items()}
    if not now.items() <= known.items():
        with suppress(OSError):  # where it may not be kept it is made again
            layout.write_atomically(
                store, json.dumps(known | now, sort_keys=True, indent=0).encode()
            )
    inputs = (Input(kind="font", name=path.name, digest=digest) for path, digest in found.items())
    return tuple(sorted(inputs, key=lambda each: (each.name, each.digest)))


def _key(path: Path) -> str:
    state = path.stat()
    return f"{path} {state.st_size} {state.st_mtime_ns} {state.st_ino}"


def _known(store: Path) -> dict[str, str]:
    try:
        rows = json.loads(store.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(rows, dict):
        return {}
    return {key: row for key, row in rows.items() if isinstance(row, str) and len(row) == 64}


def identity(paths: Iterable[Path], cache: Path) -> str:
    """Return one digest for a set of files, for keys of what is made from them."""
    return layout.compute_digest(
        "\n".join(f"{row.name} {row.digest}" for row in digests(paths, cache))
    )
