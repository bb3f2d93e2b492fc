"""Read the texts of a .mo: what gettext made of a catalogue (gettext manual, MO Files)."""

from __future__ import annotations

import re
import struct

from build_tools.catalogues.po_model import Entry

_CHARSET = re.compile(rb"charset=([^ \t\n]+)")
_LITTLE_ENDIAN = b"\xde\x12\x04\x95"
_CONTEXT_END = "\x04"


def read_mo(mo: bytes) -> tuple[Entry, ...]:
    """Return the header and the translated messages, in the order of the .mo. Raises ValueError."""
    order = "<" if mo.startswith(_LITTLE_ENDIAN) else ">"
    count, msgids, msgstrs = struct.unpack_from(f"{order}3I", mo, 8)
    pairs = [
        (_read_string(mo, order, msgids, number), _read_string(mo, order, msgstrs, number))
        for number in range(count)
    ]
    match = _CHARSET.search(dict(pairs).get(b"", b""))
    charset = match[1].decode() if match else "utf-8"
    return tuple(_make_entry(msgid.decode(charset), msgstr.decode(charset)) for msgid, msgstr in pairs)


def _read_string(mo: bytes, order: str, table: int, number: int) -> bytes:
    length, start = struct.unpack_from(f"{order}2I", mo, table + 8 * number)
    return mo[start : start + length]


def _make_entry(key: str, text: str) -> Entry:
    context, separator, rest = key.rpartition(_CONTEXT_END)
    msgid, _, plural = rest.partition("\0")
    return Entry(
        # An empty context is a context.
        msgctxt=context or separator,
        msgid=msgid,
        msgid_plural=plural or None,
        msgstr=tuple(text.split("\0")),
    )
