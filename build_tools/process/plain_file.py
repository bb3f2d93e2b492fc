"""Read a file that a stranger may have put there: a regular file, with a bound."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place

_CHUNK = 1 << 20


def read_plain_file(path: Path, max_bytes: int, *, file: str = "") -> bytes:
    """Return the bytes of a regular file, at most `max_bytes`; `file` is its name in findings.

    A link is followed. Nothing else is waited for: not a FIFO, a device or a socket, whenever it was put
    there. Raises UserError `files/not-a-file` and `files/size`, and the OSError of a file that does not open.
    """
    name = file or path.as_posix()
    descriptor = _open_plain_file(path, name)
    try:
        data = _read_bounded(descriptor, max_bytes)
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        message = f"it is larger than {format_byte_count(max_bytes)}"
        raise _make_file_error("size", message, "make it smaller, or divide it", name)
    return data


def _open_plain_file(path: Path, name: str) -> int:
    not_plain = _make_file_error("not-a-file", "it is not a plain file", "put a plain file there", name)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device that is not there
            raise not_plain from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise not_plain
    return descriptor


def format_byte_count(size: int) -> str:
    """Return a number of bytes as a person reads it: `16 MB`, `64 kB`, `300 bytes`."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"


def _read_bounded(descriptor: int, max_bytes: int) -> bytes:
    """Read to the end, or to the first byte beyond the limit: a size that is stated may be wrong."""
    data = bytearray()
    while len(data) <= max_bytes:
        chunk = os.read(descriptor, min(_CHUNK, max_bytes + 1 - len(data)))
        if not chunk:
            break
        data += chunk
    return bytes(data)


def _make_file_error(code: str, message: str, remedy: str, name: str) -> UserError:
    return UserError(f"files/{code}", message, remedy=remedy, place=Place(file=name))
