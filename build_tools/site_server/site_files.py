"""Find the file of a site that an address names, and none outside it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

# What no address of a site holds: it would be read as another path, or by no file system.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]|//")
# Files for the host itself.
PRIVATE_NAMES = frozenset(("_headers", "_redirects"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """Hold what an address leads to: a file, or the address of its folder with a slash; neither: nothing.

    `path` is the address without its escapes, by which headers are chosen.
    """

    path: str = ""
    file: Path | None = None
    location: str = ""


def find_file(home: Path, target: str) -> FoundFile:
    """Return what the path of a request leads to below `home`, a resolved folder. Raises no error."""
    raw, _, query = target.partition("#")[0].partition("?")
    path = _decode_path(raw)
    if path is None:
        return FoundFile()
    try:
        file = _resolve_file(home, path)
        if file and file.is_dir():
            if path.endswith("/"):
                return FoundFile(path=path, file=_resolve_file(home, f"{path}index.html", is_file=True))
            return FoundFile(path=path, location=f"{quote(path)}/{'?' * bool(query)}{query}")
        if file and not path.endswith("/") and file.is_file():
            return FoundFile(path=path, file=file)
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name too long, a folder without rights
        return FoundFile(path=path)
    return FoundFile(path=path)


def _decode_path(raw: str) -> str | None:
    """Return a path without its escapes, None for one that names no file of a site."""
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = path.split("/")
    if not path.startswith("/") or _FORBIDDEN.search(path) or "." in parts or ".." in parts:
        return None
    return path


def _resolve_file(home: Path, path: str, *, is_file: bool = False) -> Path | None:
    """Return the file or folder of a path; None if it is private or lies outside, through links too."""
    names = [name for name in path.split("/") if name]
    if any(name in PRIVATE_NAMES or name.startswith(".") for name in names):
        return None
    target = Path(os.path.realpath(home.joinpath(*names), strict=True))
    if target != home and not target.is_relative_to(home):
        return None
    return None if is_file and not target.is_file() else target
