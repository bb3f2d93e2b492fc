"""Compress fonts as WOFF2, reproducibly."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from types import SimpleNamespace

# The tables that the container knows by number, as far as a CFF font has them.
TABLE_NUMBERS = {
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
OTHER_TABLE = 63
HEADER = struct.Struct(">4s4sIHHIIHHIIIII")
SFNT_ENTRY = struct.Struct(">4sIII")
LOSSLESS_FLAG = 1 << 11
# The best, 11, takes half as long again and saves a fiftieth.
BROTLI_QUALITY = 10
# Of Korean and other fonts with outlines of CFF: the best takes a second a face and saves a tenth.
CFF_BROTLI_QUALITY = 9


def compress_woff2(font: bytes) -> bytes:
    """Return a font as WOFF2: fontTools transforms TrueType outlines, CFF outlines are only compressed."""
    return _compress_cff(font) if font[:4] == b"OTTO" else _compress_truetype(font)


def _compress_truetype(font: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    output = BytesIO()
    with TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False) as font_file, _set_quality():
        font_file.flavor = "woff2"
        font_file.save(output, reorderTables=False)
    return output.getvalue()


@contextmanager
def _set_quality() -> Iterator[None]:
    """Within, let fontTools, which has no option for it, compress with BROTLI_QUALITY."""
    from fontTools.ttLib import woff2

    brotli = woff2.brotli
    compress = partial(brotli.compress, quality=BROTLI_QUALITY)
    woff2.brotli = SimpleNamespace(compress=compress, MODE_FONT=brotli.MODE_FONT)
    try:
        yield
    finally:
        woff2.brotli = brotli


def _compress_cff(font: bytes) -> bytes:
    from fontTools.ttLib.woff2 import brotli

    tables = _split_tables(font)
    directory = b"".join(_make_table_entry(tag, table) for tag, table in tables)
    data = b"".join(table for _, table in tables)
    compressed = brotli.compress(data, mode=brotli.MODE_FONT, quality=CFF_BROTLI_QUALITY)
    return _pad_table(_make_woff2_header(tables, len(directory), len(compressed)) + directory + compressed)


def _split_tables(font: bytes) -> list[tuple[str, bytes]]:
    count = int.from_bytes(font[4:6], "big")
    rows = (SFNT_ENTRY.unpack_from(font, 12 + SFNT_ENTRY.size * row) for row in range(count))
    tables = ((tag.decode("ascii"), font[start : start + size]) for tag, _, start, size in rows)
    return sorted((tag, _set_lossless_flag(table) if tag == "head" else table) for tag, table in tables)


def _set_lossless_flag(head: bytes) -> bytes:
    flags = int.from_bytes(head[16:18], "big") | LOSSLESS_FLAG
    return head[:16] + flags.to_bytes(2, "big") + head[18:]


def _make_table_entry(tag: str, table: bytes) -> bytes:
    number = TABLE_NUMBERS.get(tag, OTHER_TABLE)
    name = tag.encode("ascii") if number == OTHER_TABLE else b""
    return bytes([number]) + name + _encode_base128(len(table))


def _encode_base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.insert(0, number & 0x7F | 0x80)
    return bytes(digits)


def _make_woff2_header(tables: list[tuple[str, bytes]], directory: int, compressed_size: int) -> bytes:
    length = -(-(HEADER.size + directory + compressed_size) // 4) * 4
    sfnt_size = 12 + sum(SFNT_ENTRY.size + len(_pad_table(table)) for _, table in tables)
    return HEADER.pack(
        b"wOF2", b"OTTO", length, len(tables), 0, sfnt_size, compressed_size, 1, 0, 0, 0, 0, 0, 0
    )


def _pad_table(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
