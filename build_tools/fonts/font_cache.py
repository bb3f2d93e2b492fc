"""Cache generated fonts and the digests of font files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from build_tools import paths
from build_tools.model import Input


def cache_font(folder: Path, key: str, suffix: str, make: Callable[[], bytes]) -> Path:
    """Return the file that is cached under a key; make it if it is missing or damaged."""
    path = folder / f"{paths.compute_digest(key)[:32]}{suffix}"
    seal = path.with_suffix(f"{suffix}.sha256")
    if _is_intact(path, seal):
        return path
    data = make()
    paths.write_cache_file(path, data)
    paths.write_cache_file(seal, paths.compute_digest(data).encode("ascii"))
    return path


def _is_intact(path: Path, seal: Path) -> bool:
    try:
        return seal.read_text("ascii") == paths.compute_file_digest(path)
    except (OSError, UnicodeDecodeError):
        return False


def compute_font_inputs(font_files: Iterable[Path], cache: Path) -> tuple[Input, ...]:
    """Return an Input of kind `font` for each file, sorted by name.

    Digests are cached in the folder `cache` by path, size, time and inode, because collections have 27 MB.
    """
    store = cache / "digests.json"
    old_digests = _read_digest_cache(store)
    states = {path: path.stat() for path in font_files}
    keys = {path: f"{path} {at.st_size} {at.st_mtime_ns} {at.st_ino}" for path, at in states.items()}
    digests = dict(old_digests)
    for path, key in keys.items():
        digests[key] = digests.get(key) or paths.compute_file_digest(path)
    if digests != old_digests:
        with suppress(OSError):  # without a cache, digests are computed again
            paths.write_cache_file(store, json.dumps(digests, sort_keys=True, indent=0).encode())
    inputs = (Input(kind="font", name=path.name, digest=digests[key]) for path, key in keys.items())
    return tuple(sorted(inputs, key=lambda font: (font.name, font.digest)))


def _read_digest_cache(store: Path) -> dict[str, str]:
    try:
        rows = json.loads(store.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(rows, dict):
        return {}
    return {key: row for key, row in rows.items() if isinstance(row, str) and len(row) == 64}


def compute_font_digest(font_files: Iterable[Path], cache: Path) -> str:
    """Return one digest for a set of files, as a key for what is made from them."""
    fonts = compute_font_inputs(font_files, cache)
    return paths.compute_digest("\n".join(f"{font.name} {font.digest}" for font in fonts))
