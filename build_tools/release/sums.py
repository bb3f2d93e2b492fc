"""Write and parse SHA256SUMS, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.errors import UserError
from build_tools.model import OutputFile, Place
from build_tools.release.manifest import REMEDY

# As the manifest: 50,000 files, each a digest and a path.
MAX_BYTES = 64_000_000
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSum:
    """Hold a line of the sums: a path from the folder of the release, and the SHA-256 of that file."""

    path: str
    sha256: str
    line: int


def format_sums(files: Iterable[OutputFile]) -> bytes:
    """Return the sums of files, sorted by path: the same bytes from the same files."""
    rows = sorted((file.path, file.sha256) for file in files)
    return "".join(f"{sha256}  {path}\n" for path, sha256 in rows).encode()


def parse_sums(raw: bytes, name: str) -> tuple[FileSum, ...]:
    """Return the lines of sums; `name` is their file in errors. Raises UserError `release/sums`."""
    try:
        lines = raw.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise _make_sums_error("it is not text in UTF-8", name) from error
    return tuple(_parse_line(line, number, name) for number, line in enumerate(lines, 1))


def _parse_line(text: str, line: int, name: str) -> FileSum:
    match = _LINE.fullmatch(text)
    if match is None:
        raise _make_sums_error(f"{text[:40]!r} is no line of sha256sum", name, line)
    return FileSum(path=match[2], sha256=match[1], line=line)


def _make_sums_error(message: str, name: str, line: int | None = None) -> UserError:
    return UserError("release/sums", message, remedy=REMEDY, place=Place(file=name, line=line))
