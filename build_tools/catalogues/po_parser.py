"""Parse the text of a .po into entries with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.catalogues.po_model import Catalogue, Entry

_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(msgctxt|msgid_plural|msgid|msgstr)\b|(\[\d+\])|(\S))')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(\\S*)|(\\S+)")
CONTROL_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class UnreadableError(ValueError):
    """Report a line that is no part of a catalogue."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no part of a catalogue")
        self.line = line


@dataclass(slots=True)
class _EntryBuilder:
    parts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted_comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous_msgid: list[str] = field(default_factory=list)
    is_obsolete: bool = False
    line: int = 0
    current_part: str = ""

    @property
    def is_full(self) -> bool:
        """Return whether a msgstr was read, after which another entry begins."""
        return any(name.startswith("msgstr") for name in self.parts)

    def build(self) -> Entry:
        """Return the collected parts as an Entry."""
        texts = [text for name, text in self.parts.items() if name.startswith("msgstr")]
        return Entry(
            msgid=self.parts.get("msgid", ""),
            msgstr=tuple(texts) or ("",),
            msgctxt=self.parts.get("msgctxt", ""),
            msgid_plural=self.parts.get("msgid_plural"),
            flags=tuple(dict.fromkeys(self.flags)),
            comments=tuple(self.comments),
            extracted_comments=tuple(self.extracted_comments),
            references=tuple(dict.fromkeys(self.references)),
            previous_msgid=tuple(self.previous_msgid),
            is_obsolete=self.is_obsolete,
            line=self.line,
        )


def parse_po(text: str) -> Catalogue:
    """Return a catalogue's header and entries; raises UnreadableError at a line that is neither."""
    entries = list(_iter_entries(text))
    header = next((each for each in entries if _is_header(each)), Entry(msgid=""))
    return Catalogue(header=header, entries=tuple(each for each in entries if not _is_header(each)))


def parse_previous_msgid(entry: Entry) -> str:
    """Return the msgid that a fuzzy entry was translated from, or an empty string."""
    if not entry.previous_msgid:
        return ""
    return parse_po("\n".join((*entry.previous_msgid, 'msgstr ""'))).entries[0].msgid


def unescape_po_string(text: str) -> str:
    """Return the text that a string of a .po stands for."""
    return _ESCAPE.sub(_replace_escape, text) if "\\" in text else text


def _is_header(entry: Entry) -> bool:
    return not (entry.msgid or entry.msgctxt or entry.is_obsolete)


def _iter_entries(text: str) -> Iterator[Entry]:
    builder = _EntryBuilder()
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.lstrip()
        if not stripped:
            continue
        is_obsolete = stripped.startswith("#~") and not stripped.startswith("#~|")
        is_comment = stripped.startswith("#") and not is_obsolete
        if is_comment and builder.is_full:
            yield builder.build()
            builder = _EntryBuilder()
        if is_comment:
            _add_comment(builder, stripped.rstrip())
            continue
        for name, value in _iter_tokens(stripped[2:] if is_obsolete else stripped, number):
            if name in ("msgctxt", "msgid") and builder.is_full:
                yield builder.build()
                builder = _EntryBuilder()
            _add_token(builder, name, value, number)
            builder.is_obsolete = is_obsolete
    if builder.parts:
        yield builder.build()


def _iter_tokens(line: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield keywords, with an empty value, and strings, with an empty name."""
    for string, keyword, form, unknown in _TOKEN.findall(line):
        if unknown:
            raise UnreadableError(number)
        if form:
            yield form, ""
        elif keyword:
            yield keyword, ""
        else:
            yield "", unescape_po_string(string)


def _add_token(builder: _EntryBuilder, name: str, value: str, number: int) -> None:
    if name.startswith("["):
        builder.parts.pop(builder.current_part, None)
        builder.current_part += name
    elif name:
        builder.current_part = name
        builder.line = number if name == "msgid" else builder.line
    elif not builder.current_part:
        raise UnreadableError(number)
    builder.parts[builder.current_part] = builder.parts.get(builder.current_part, "") + value


def _add_comment(builder: _EntryBuilder, line: str) -> None:
    if line.startswith(("#|", "#~|")):
        builder.previous_msgid.append(line.partition("|")[2].strip())
    elif line.startswith("#."):
        builder.extracted_comments.append(line[2:].strip())
    elif line.startswith("#:"):
        builder.references += (a + b or c for a, b, c in _REFERENCE.findall(line[2:]))
    elif line.startswith(("#,", "#=")):
        builder.flags += filter(None, map(str.strip, line[2:].split(",")))
    else:
        builder.comments.append(line[1:])


def _replace_escape(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if octal or hexadecimal:
        return chr(int(octal, 8) if octal else int(hexadecimal, 16))
    return CONTROL_CHARACTERS.get(letter, letter)
