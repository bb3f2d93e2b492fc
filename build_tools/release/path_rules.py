"""Judge the paths that a release names: each must mean the same file on every machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

# What common file systems hold, and a zip's name field.
MAX_PART, MAX_PATH = 255, 1024


def describe_path_fault(path: str) -> str:
    """Return why a path cannot be in a release, or an empty string if it can."""
    parts = path.split("/")
    lengths = [len(part.encode("utf-8", "replace")) for part in parts]
    faults = {
        "it is absolute": path.startswith("/"),
        "it climbs out of its folder": ".." in parts,
        "it is no path of a file": "" in parts or "." in parts,
        "it has a backslash, which separates folders elsewhere": "\\" in path,
        "it has characters that no name should have": not path.isprintable(),
        "it is not in Unicode's composed form (NFC)": unicodedata.normalize("NFC", path) != path,
        "it is too long": sum(lengths) > MAX_PATH or max(lengths) > MAX_PART,
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def iter_path_twins(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that cannot lie beside another, with the reason."""
    folders = {_fold_path(parent) for path in paths for parent in _iter_parents(path)}
    names: dict[str, str] = {}
    for path in paths:
        key = _fold_path(path)
        if key in names:
            is_same = names[key] == path
            yield path, "it is listed twice" if is_same else f"only case tells it from {names[key]}"
        elif key in folders:
            yield path, "it is a file and a folder"
        names.setdefault(key, path)


def _iter_parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _fold_path(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())
