"""The web's container for fonts: takes the bytes of a font, gives woff2, the same for the same."""

from __future__ import annotations

import struct
from io import BytesIO

# Brotli at its best takes a second for a Korean face and saves a tenth.
QUALITY = 9
# The tables that the container knows by number, as far as a CFF font has them.
NUMBERS = {
    "cmap": 0,
    "head": 1,
    "hhea": 2,
    "hmtx": 3,
    "maxp": 4,
    "name": 5,
    "OS/2": 6,
    "post": 7,
    "CFF ": 13,
    "VORG": 14,
    "gasp": 17,
    "kern": 19,
    "vhea": 23,
    "vmtx": 24,
    "BASE": 25,
    "GDEF": 26,
    "GPOS": 27,
    "GSUB": 28,
}
OTHER = 63
HEADER = struct.Struct(">4s4sIHHIIHHIIIII")
ENTRY = struct.Struct(">4sIII")
LOSSLESS = 1 << 11


def woff2(font: bytes) -> bytes:
    """Return a font as woff2.

    fontTools rearranges TrueType outlines, which pays; CFF outlines go in as they are.
    """
    return _plain(font) if font[:4] == b"OTTO" else _rearranged(font)


def _rearranged(font: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    packed = BytesIO()
    with TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False) as opened:
        opened.flavor = "woff2"
        opened.save(packed, reorderTables=False)
    return packed.getvalue()


def _plain(font: bytes) -> bytes:
    from fontTools.ttLib.woff2 import brotli

    tables = _tables(font)
    directory = b"".join(_entry(tag, table) for tag, table in tables)
    packed = brotli.compress(
        b"".join(table for _, table in tables), mode=brotli.MODE_FONT, quality=QUALITY
    )
    return _padded(_header(tables, len(directory), len(packed)) + directory + packed)


def _tables(font: bytes) -> list[tuple[str, bytes]]:
    count = int.from_bytes(font[4:6], "big")
    rows = (ENTRY.unpack_from(font, 12 + ENTRY.size * row) for row in range(count))
    tables = ((tag.decode("ascii"), font[start : start + size]) for tag, _, start, size in rows)
    return sorted((tag, _marked(table) if tag == "head" else table) for tag, table in tables)


def _marked(head: bytes) -> bytes:
    flags = int.from_bytes(head[16:18], "big") | LOSSLESS
    return head[:16] + flags.to_bytes(2, "big") + head[18:]


def _entry(tag: str, table: bytes) -> bytes:
    number = NUMBERS.get(tag, OTHER)
    name = tag.encode("ascii") if number == OTHER else b""
    return bytes([number]) + name + _base128(len(table))


def _base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.insert(0, number & 0x7F | 0x80)
    return bytes(digits)


def _header(tables: list[tuple[str, bytes]], directory: int, packed: int) -> bytes:
    length = -(-(HEADER.size + directory + packed) // 4) * 4
    whole = 12 + sum(ENTRY.size + len(_padded(table)) for _, table in tables)
    return HEADER.pack(b"wOF2", b"OTTO", length, len(tables), 0, whole, packed, 1, 0, 0, 0, 0, 0, 0)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
