"""Parse the text of a .po into entries with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from build_tools.catalogues.po_escapes import decode_lone_bytes, requote_byte_escapes, unescape_po_string
from build_tools.catalogues.po_model import Catalogue, Entry

# Possessive: a string of megabytes is matched without remembering each of its letters.
_TOKEN = re.compile(r'\s*+(?:"((?:[^"\\]++|\\.)*+)"|(msgctxt|msgid_plural|msgid|msgstr)\b|(\[\d+\])|(\S))')
_CHARSET = re.compile(r"charset=([^ \t\n]+)")
_KNOWN_CHARSET = re.compile(
    r"UTF-8|CHARSET|(?:US-)?ASCII|ANSI_X3\.4-1968|ISO[-_]8859-\d\d?|KOI8-[RUT]|CP(?:8|9|12)\d\d?|TIS-620"
    r"|GB2312|GBK|GB18030|BIG5(?:-HKSCS)?|EUC-(?:JP|KR)|SHIFT_JIS|JOHAB"
)
MAX_NAME_LENGTH = 40
MAX_MARKS = 50  # references or flags of a message: gettext compares each with all the others
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(\\S*)|(\\S+)")


class UnreadableError(ValueError):
    """Report a line that is no part of a catalogue."""

    def __init__(self, line: int, fault: str = "this is no part of a catalogue") -> None:
        super().__init__(fault)
        self.line = line
        self.fault = fault


class UndecodableError(UnreadableError):
    """Report bytes that are no text in the charset that the header names."""


@dataclass(slots=True)
class _EntryBuilder:
    parts: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted_comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous_msgid: list[str] = field(default_factory=list)
    is_obsolete: bool = False
    line: int = 0
    current_part: str = ""
    charset: str = "utf-8"

    @property
    def is_full(self) -> bool:
        """Return whether a msgstr was read, after which another entry begins."""
        return any(name.startswith("msgstr") for name in self.parts)

    def build(self) -> Entry:
        """Return the collected parts as an Entry."""
        try:
            texts = {name: "".join(strings) for name, strings in self.parts.items()}
            parts = {name: decode_lone_bytes(text, self.charset) for name, text in texts.items()}
            previous_msgid = [requote_byte_escapes(line, self.charset) for line in self.previous_msgid]
        except ValueError as error:
            raise UndecodableError(self.line, f"its escapes are no text in {self.charset}") from error
        forms = [text for name, text in parts.items() if name.startswith("msgstr")]
        return Entry(
            msgid=parts.get("msgid", ""),
            msgstr=tuple(forms) or ("",),
            msgctxt=parts.get("msgctxt", ""),
            msgid_plural=parts.get("msgid_plural"),
            flags=tuple(islice(dict.fromkeys(self.flags), MAX_MARKS)),
            comments=tuple(self.comments),
            extracted_comments=tuple(self.extracted_comments),
            references=tuple(islice(dict.fromkeys(self.references), MAX_MARKS)),
            previous_msgid=tuple(previous_msgid),
            is_obsolete=self.is_obsolete,
            line=self.line,
        )


def parse_po_bytes(po: bytes) -> Catalogue:
    """Return what is in a file, decoded as its header says, whose lines may end with CR LF.

    Raises UnreadableError as `parse_po` does; UndecodableError if the charset is unknown or another one.
    """
    charset = find_charset(po)
    try:
        text = po.decode(charset)
    except ValueError as error:
        line = po.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise UndecodableError(line, f"this is no text in {charset}") from error
    # Where lines end with CR LF, none of it is a part of a text.
    return parse_po(text.replace("\r\n", "\n"), charset)


def find_header(po: bytes) -> Entry:
    """Return the header entry, each byte of it a character; an entry without a line if there is none."""
    lines = (line.decode("latin-1") for line in BytesIO(po))
    try:
        return next(filter(_is_header, _iter_entries(lines, "latin-1")), Entry(msgid=""))
    except UnreadableError:
        return Entry(msgid="")


def find_charset(po: bytes) -> str:
    """Return the charset that the header entry of a catalogue names; UTF-8 if it names none.

    A comment or another message names nothing. Raises UndecodableError as `parse_po_bytes` does.
    """
    header = find_header(po)
    names = dict.fromkeys(name.upper() for name in _CHARSET.findall(header.msgstr[0]))
    if len(names) > 1:
        raise UndecodableError(header.line, f"the header names two charsets, {' and '.join(names)}")
    name = next(iter(names), "UTF-8")
    if not _KNOWN_CHARSET.fullmatch(name):
        raise UndecodableError(header.line, f"no charset is called {name[:MAX_NAME_LENGTH]}")
    # What a template has before anyone translates: gettext then reads nothing but ASCII.
    return "ASCII" if name == "CHARSET" else name


def parse_po(text: str, charset: str = "UTF-8") -> Catalogue:
    """Return a catalogue's header and entries; escapes in it are bytes of the charset.

    Raises UnreadableError at a line that is no part of a catalogue.
    """
    entries = list(_iter_entries(text.split("\n"), charset))
    header = next((each for each in entries if _is_header(each)), Entry(msgid=""))
    return Catalogue(header=header, entries=tuple(each for each in entries if not _is_header(each)))


def parse_previous_msgid(entry: Entry) -> str:
    """Return the msgid that a fuzzy entry was translated from, or an empty string."""
    if not entry.previous_msgid:
        return ""
    return parse_po("\n".join((*entry.previous_msgid, 'msgstr ""'))).entries[0].msgid


def _is_header(entry: Entry) -> bool:
    return not (entry.msgid or entry.msgctxt or entry.is_obsolete)


def _iter_entries(lines: Iterable[str], charset: str) -> Iterator[Entry]:
    builder = _EntryBuilder(charset=charset)
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped:
            continue
        is_obsolete = stripped.startswith("#~") and not stripped.startswith("#~|")
        is_comment = stripped.startswith("#") and not is_obsolete
        if is_comment and builder.is_full:
            yield builder.build()
            builder = _EntryBuilder(charset=charset)
        if is_comment:
            _add_comment(builder, stripped)
            continue
        for name, value in _iter_tokens(stripped[2:] if is_obsolete else stripped, number):
            if name in ("msgctxt", "msgid") and builder.is_full:
                yield builder.build()
                builder = _EntryBuilder(charset=charset)
            _add_token(builder, name, value, number)
            builder.is_obsolete = is_obsolete
    if builder.parts:
        yield builder.build()


def _iter_tokens(line: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield keywords, with an empty value, and strings, with an empty name."""
    for token in _TOKEN.finditer(line):
        string, keyword, form, unknown = token.groups()
        if unknown:
            raise UnreadableError(number)
        if string is None:
            yield keyword or form, ""
        else:
            yield "", _unescape_string(string, number)


def _unescape_string(string: str, number: int) -> str:
    try:
        return unescape_po_string(string)
    except ValueError as error:
        raise UndecodableError(number, "the text ends at an escape of the byte 0") from error


def _add_token(builder: _EntryBuilder, name: str, value: str, number: int) -> None:
    if name.startswith("["):
        if builder.current_part != "msgstr":
            raise UnreadableError(number)
        builder.parts.pop(builder.current_part, None)
        builder.current_part += name
    elif name:
        builder.current_part = name
        builder.line = number if name == "msgid" else builder.line
    elif not builder.current_part:
        raise UnreadableError(number)
    builder.parts.setdefault(builder.current_part, []).append(value)


def _add_comment(builder: _EntryBuilder, line: str) -> None:
    if line.startswith(("#|", "#~|")):
        builder.previous_msgid.append(line.partition("|")[2].strip())
    elif line.startswith("#."):
        builder.extracted_comments.append(line[2:].strip())
    elif line.startswith("#:"):
        places = ("".join(filter(None, each.groups())) for each in _REFERENCE.finditer(line[2:]))
        builder.references += islice(places, MAX_MARKS - len(builder.references))
    elif line.startswith(("#,", "#=")):
        flags = filter(None, map(str.strip, line[2:].split(",", MAX_MARKS)[:MAX_MARKS]))
        builder.flags += islice(flags, MAX_MARKS - len(builder.flags))
    else:
        builder.comments.append(line[1:])
