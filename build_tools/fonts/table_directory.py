"""Check that a font file is whole: its table directory, and that each table lies within the file."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from build_tools.errors import UserError
from build_tools.fonts.families import FontFace

SFNT_VERSIONS = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
COLLECTION = b"ttcf"
REQUIRED_TABLES = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp"})
_ENTRY = struct.Struct(">4sIII")


def check_table_directory(face: FontFace) -> None:
    """Raise UserError `fonts/broken` if a font was cut off or is none; its tables are not read."""
    try:
        with face.file.open("rb") as stream:
            is_whole = _has_all_tables(stream, face.number, os.fstat(stream.fileno()).st_size)
    except (OSError, struct.error) as error:
        raise make_broken_font_error(face.file) from error
    if not is_whole:
        raise make_broken_font_error(face.file)


def _has_all_tables(stream: BinaryIO, number: int, size: int) -> bool:
    version = stream.read(4)
    if version == COLLECTION:
        stream.seek(12 + 4 * number)
        (start,) = struct.unpack(">I", stream.read(4))
        stream.seek(start)
        version = stream.read(4)
    if version not in SFNT_VERSIONS:
        return False
    count = int.from_bytes(stream.read(2), "big")
    stream.seek(6, os.SEEK_CUR)
    entries = [_ENTRY.unpack(stream.read(_ENTRY.size)) for _ in range(count)]
    is_within = all(tag.isascii() and offset + length <= size for tag, _, offset, length in entries)
    return is_within and {tag for tag, *_ in entries} >= REQUIRED_TABLES


def make_broken_font_error(file: Path) -> UserError:
    """Return the error of a font file that cannot be used."""
    message, remedy = f"{file} cannot be read as a font", "install its package again"
    return UserError("fonts/broken", message, remedy=remedy, exit_code=1)
