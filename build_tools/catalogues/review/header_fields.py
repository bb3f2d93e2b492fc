"""Read and change the fields of a catalogue's header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.catalogues.gettext_programs import run_gettext_program
from build_tools.catalogues.msgfmt import detect_charset, make_syntax_error
from build_tools.catalogues.po_parser import unescape_po_string
from build_tools.catalogues.po_writer import quote_po_string

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
ORIGIN = "X-Translation-Origin"
STATE = "X-Review-State"
REVIEWED_BY = "X-Reviewed-By"
APPROVED_BY = "X-Approved-By"
DIGESTS = "X-Review-Digests"


def get_header_field(lines: Sequence[str], name: str) -> str:
    """Return a field's value, or an empty string; names are compared without case."""
    values = (line.partition(":")[2] for line in lines if _is_field_line(line, name))
    return next(values, "").strip()


def replace_header_fields(lines: Sequence[str], changes: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the lines with fields set; None takes a field away.

    A field stays where it is; new ones follow the last of those that were there.
    """
    result: list[str] = []
    known: set[str] = set()
    insert_index = 0
    for line in lines:
        name = next((one for one in changes if _is_field_line(line, one)), None)
        if name is None:
            result.append(line)
            continue
        known.add(name)
        if changes[name] is not None:
            result.append(f"{name}: {changes[name]}")
            insert_index = len(result)
    rest = {name: text for name, text in changes.items() if text is not None and name not in known}
    new = [f"{name}: {text}" for name, text in rest.items()]
    insert_index = insert_index or len(result)
    return (*result[:insert_index], *new, *result[insert_index:])


def _is_field_line(line: str, name: str) -> bool:
    return line.lower().startswith(f"{name.lower()}:")


# The first entry without a context whose msgid is empty; a comment is no part of it.
_ENTRY = re.compile(
    rb'^[ \t]*msgid[ \t]*""[ \t]*\r?\n(?:[ \t]*""[ \t]*\r?\n)*'
    rb'[ \t]*msgstr[ \t]*("[^\n]*(?:\n[ \t]*"[^\n]*)*)(?:\n|\Z)',
    re.MULTILINE,
)
_CONTEXT = re.compile(rb'^[ \t]*msgctxt[ \t]*"[^\n]*\n(?:[ \t]*"[^\n]*\n)*\Z', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderEntry:
    """Describe a header in its file: `start` to `end` are its bytes, `lines` its fields."""

    start: int
    end: int
    lines: tuple[str, ...]
    charset: str


def find_header_entry(po: bytes, file: str) -> HeaderEntry:
    """Return the header of a catalogue that gettext accepts.

    Raises UserError `catalogue/syntax` if it is written as only gettext can read it.
    """
    match = next((one for one in _ENTRY.finditer(po) if not _has_context(po, one)), None)
    if match is None:
        remedy = f"write it as every tool does: msgcat -o {file} {file}"
        raise make_syntax_error(file, 1, "the header is not an entry of its own lines", remedy)
    charset = detect_charset(match[1])
    strings = (line.strip() for line in match[1].decode(charset).split("\n"))
    text = "".join(unescape_po_string(string[1:-1]) for string in strings)
    lines = tuple(text.removesuffix("\n").split("\n"))
    return HeaderEntry(start=match.start(), end=match.end(), lines=lines, charset=charset)


def rewrite_header(po: bytes, old: HeaderEntry, lines: Sequence[str]) -> bytes:
    """Return a catalogue whose header has other lines, as msgcat writes them; keep the rest.

    The header is wrapped as it was. Raises UnicodeEncodeError if the charset lacks a character.
    """
    wrap_options = (["--no-wrap"], []) if _has_long_lines(po) else ([], ["--no-wrap"])
    old_bytes = po[old.start : old.end].replace(b"\r\n", b"\n")
    options = next(
        (way for way in wrap_options if _format_header(old.lines, old.charset, way) == old_bytes),
        wrap_options[0],
    )
    entry = _format_header(lines, old.charset, options)
    if b"\r\n" in po[old.start : old.end]:
        entry = entry.replace(b"\n", b"\r\n")
    return po[: old.start] + entry + po[old.end :]


def _has_context(po: bytes, entry: re.Match[bytes]) -> bool:
    return _CONTEXT.search(po, 0, entry.start()) is not None


def _has_long_lines(po: bytes) -> bool:
    """Return whether a file's lines are not wrapped: one is longer than gettext would write."""
    return any(len(line) > 240 or (len(line) > 80 and line.isascii()) for line in po.split(b"\n"))


def _format_header(lines: Sequence[str], charset: str, options: Sequence[str]) -> bytes:
    """Return a header as msgcat writes it; msgcat's input lives as long as this call."""
    text = "\n".join(quote_po_string(f"{line}\n") for line in lines)
    entry = f'msgid ""\nmsgstr ""\n{text}\n'
    return run_gettext_program("msgcat", ("--force-po", *options, "-"), entry.encode(charset))
