"""A catalogue's header: takes a .po's bytes, gives its fields; gettext writes them anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel.messages.pofile import denormalize, escape

from build_tools.catalogues.programs import run
from build_tools.catalogues.syntax import charset_of, syntax

# The first entry without a context whose msgid is empty; a comment is no part of it.
_ENTRY = re.compile(
    rb'^[ \t]*msgid[ \t]*""[ \t]*\r?\n(?:[ \t]*""[ \t]*\r?\n)*'
    rb'[ \t]*msgstr[ \t]*("[^\n]*(?:\n[ \t]*"[^\n]*)*)(?:\n|\Z)',
    re.MULTILINE,
)
_CONTEXT = re.compile(rb'^[ \t]*msgctxt[ \t]*"[^\n]*\n(?:[ \t]*"[^\n]*\n)*\Z', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header as it stands in its file: `start` to `end` are its bytes, `lines` its fields."""

    start: int
    end: int
    lines: tuple[str, ...]
    charset: str


def header(po: bytes, file: str) -> Header:
    """Return the header of a catalogue that gettext accepts.

    Raises Mendable `catalogue/syntax` where it is written as only gettext can read it.
    """
    found = next((one for one in _ENTRY.finditer(po) if not _has_context(po, one)), None)
    if found is None:
        remedy = f"write it as every tool does: msgcat -o {file} {file}"
        raise syntax(file, 1, "the header is not an entry of its own lines", remedy)
    charset = charset_of(found[1])
    strings = [line.strip() for line in found[1].decode(charset).split("\n")]
    text = denormalize("\n".join(strings))
    lines = tuple(text.removesuffix("\n").split("\n"))
    return Header(start=found.start(), end=found.end(), lines=lines, charset=charset)


def rewritten(po: bytes, old: Header, lines: Sequence[str]) -> bytes:
    """Return a catalogue whose header has other lines, as msgcat writes them; all else stays.

    The header is wrapped as it was. Raises UnicodeEncodeError where the charset lacks a letter.
    """
    ways = (["--no-wrap"], []) if _is_long(po) else ([], ["--no-wrap"])
    was = po[old.start : old.end].replace(b"\r\n", b"\n")
    way = next((way for way in ways if _written(old.lines, old.charset, way) == was), ways[0])
    entry = _written(lines, old.charset, way)
    if b"\r\n" in po[old.start : old.end]:
        entry = entry.replace(b"\n", b"\r\n")
    return po[: old.start] + entry + po[old.end :]


def _has_context(po: bytes, entry: re.Match[bytes]) -> bool:
    return _CONTEXT.search(po, 0, entry.start()) is not None


def _is_long(po: bytes) -> bool:
    """Return whether a file's lines are left unwrapped: one is longer than gettext would let."""
    return any(len(line) > 240 or (len(line) > 80 and line.isascii()) for line in po.split(b"\n"))


def _written(lines: Sequence[str], charset: str, options: Sequence[str]) -> bytes:
    """Return a header as msgcat writes it; what msgcat is given lives as long as this call."""
    # A string a line: Babel's way to break a text takes minutes for a very long header.
    text = "\n".join(escape(f"{line}\n") for line in lines)
    entry = f'msgid ""\nmsgstr ""\n{text}\n'
    return run("msgcat", ("--force-po", *options, "-"), entry.encode(charset))
