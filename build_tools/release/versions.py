"""Parse versions of releases, and put them in order."""

from __future__ import annotations

import re

from build_tools.errors import UserError

_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:-[a-z]+[0-9]*)?")
MAX_LENGTH = 32

VersionKey = tuple[tuple[int, ...], bool, str, int]


def parse_version(version: str) -> VersionKey:
    """Return the key by which a version sorts: `2026.2`, `2026.10-draft1`, `2026.10`.

    A version with a word after a hyphen comes before that without it (Semantic Versioning 2.0.0, 11).
    Raises UserError `release/version`.
    """
    if not _VERSION.fullmatch(version) or len(version) > MAX_LENGTH:
        message = f"{version[:MAX_LENGTH]!r} is no version that sorts"
        remedy = "write numbers with points between them, as 2026.2; before a release, as 2026.2-draft1"
        raise UserError("release/version", message, remedy=remedy)
    numbers, _, word = version.partition("-")
    letters = word.rstrip("0123456789")
    return (tuple(map(int, numbers.split("."))), not word, letters, int(word[len(letters) :] or 0))
