"""A catalogue's header: takes a .po's bytes, gives its fields; gettext writes them anew."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.messages.pofile import denormalize, normalize

from build_tools.catalogues.syntax import syntax

# The first entry without a context whose msgid is empty; a comment is no part of it.
_ENTRY = re.compile(
    rb'^[ \t]*msgid[ \t]*""[ \t]*\r?\n(?:[ \t]*""[ \t]*\r?\n)*'
    rb'[ \t]*msgstr[ \t]*("[^\n]*(?:\n[ \t]*"[^\n]*)*)(?:\n|\Z)',
    re.MULTILINE,
)
_CONTEXT = re.compile(rb'^[ \t]*msgctxt[ \t]*"[^\n]*\n(?:[ \t]*"[^\n]*\n)*\Z', re.MULTILINE)
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_CREATED = re.compile(rb'^[ \t]*"POT-Creation-Date: *(\d{4}-\d\d-\d\d)', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header as it stands in its file: `start` to `end` are its bytes, `lines` its fields."""

    start: int
    end: int
    lines: tuple[str, ...]
    charset: str

    def value(self, name: str) -> str:
        """Return a field's value, empty where there is none; names are read in any case."""
        start = f"{name.lower()}:"
        found = (line[len(start) :] for line in self.lines if line.lower().startswith(start))
        return next(found, "").strip()

    def changed(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """Return the lines with fields set; an empty value takes a field away.

        A field stays where it is; new ones follow the last that is there.
        """
        kept: list[str] = []
        at = 0
        for line in self.lines:
            name = next((one for one in fields if _names(line, one)), None)
            if name is None:
                kept.append(line)
            elif fields[name]:
                kept.append(f"{name}: {fields[name]}")
                at = len(kept)
        new = [f"{name}: {text}" for name, text in fields.items() if text and not self.has(name)]
        return (*kept[: at or None], *new, *(kept[at:] if at else ()))

    def has(self, name: str) -> bool:
        """Return whether there is a field of that name."""
        return any(_names(line, name) for line in self.lines)


def created(po: bytes) -> str:
    """Return the day of a catalogue's template, empty where none is said: a .mo keeps it not."""
    found = _CREATED.search(po)
    return found[1].decode() if found else ""


def header(po: bytes, file: str) -> Header:
    """Return the header of a catalogue that gettext accepts.

    Raises Mendable `catalogue/syntax` where it is written as only gettext can read it.
    """
    found = next((one for one in _ENTRY.finditer(po) if not _has_context(po, one)), None)
    if found is None:
        remedy = f"write it as every tool does: msgcat -o {file} {file}"
        raise syntax(file, 1, "the header is not an entry of its own lines", remedy)
    charset = _CHARSET.search(found[1])
    name = charset[1].decode() if charset else "utf-8"
    strings = [line.strip() for line in found[1].decode(name).split("\n")]
    text = denormalize("\n".join(strings))
    lines = tuple(text.removesuffix("\n").split("\n"))
    return Header(start=found.start(), end=found.end(), lines=lines, charset=name)


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


def _names(line: str, name: str) -> bool:
    return line.lower().startswith(f"{name.lower()}:")


def _has_context(po: bytes, entry: re.Match[bytes]) -> bool:
    return _CONTEXT.search(po, 0, entry.start()) is not None


def _is_long(po: bytes) -> bool:
    """Return whether a file's lines are left unwrapped: one is longer than gettext would let."""
    return any(len(line) > 240 or (len(line) > 80 and line.isascii()) for line in po.split(b"\n"))


def _written(lines: Sequence[str], charset: str, options: Sequence[str]) -> bytes:
    """Return a header as msgcat writes it; what msgcat is given lives as long as this call."""
    text = "".join(f"{line}\n" for line in lines)
    entry = f'msgid ""\nmsgstr {normalize(text)}\n'
    program = shutil.which("msgcat") or "msgcat"
    done = subprocess.run(
        [program, "--force-po", *options, "-"],
        input=entry.encode(charset),
        capture_output=True,
        check=True,
        env={"LC_ALL": "C"},
    )
    return done.stdout
