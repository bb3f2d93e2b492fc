"""Quote a text as a string of a .po, and read such a string as gettext does."""

from __future__ import annotations

import re

_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))")
_BYTE_ESCAPE = re.compile(r"\\[0-7x]")
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
_LONE_BYTE = re.compile("[\udc80-\udcff]")
_QUOTED = str.maketrans(
    {"\\": "\\\\", '"': '\\"', **{sign: f"\\{letter}" for letter, sign in _LETTERS.items()}}
)


def quote_po_string(text: str) -> str:
    """Return a text as a string of a .po, on one line."""
    return f'"{text.translate(_QUOTED)}"'


def unescape_po_string(text: str) -> str:
    """Return the text that a string of a .po stands for.

    An escape is a byte of the file's charset: from 128 on it stands here as a lone surrogate (PEP 383), until
    `decode_lone_bytes` reads it together with its neighbours, which may be in the next string. Raises
    ValueError for the byte 0, where gettext would end the text.
    """
    return _ESCAPE.sub(_replace_escape, text) if "\\" in text else text


def decode_lone_bytes(text: str, charset: str) -> str:
    """Return a text in which escapes of bytes are letters. Raises UnicodeError if they are none."""
    if text.isascii() or not _LONE_BYTE.search(text):
        return text
    return text.encode(charset, "surrogateescape").decode(charset)


def requote_byte_escapes(line: str, charset: str) -> str:
    """Return a line of a .po without escapes of bytes, which mean another letter in another charset.

    A letter that is divided between two strings is lost.
    """
    if not _BYTE_ESCAPE.search(line):
        return line
    texts = (unescape_po_string(match[1]) for match in _STRING.finditer(line))
    raw = "".join(texts).encode(charset, "surrogateescape")
    keyword, _, _ = line.partition('"')
    return keyword + quote_po_string(raw.decode(charset, "replace"))


def _replace_escape(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    # As many digits as there are, of which C keeps a byte.
    byte = (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
    if byte == 0:
        raise ValueError("the byte 0")
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)
