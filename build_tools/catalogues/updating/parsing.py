"""A .po as its entries: takes text that gettext accepts, gives each entry with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.catalogues.updating.model import Catalogue, Entry

_TOKEN = re.compile(
    r'\s*(?:"((?:[^"\\]|\\.)*)"|(msgctxt|msgid_plural|msgid|msgstr)\b|(\[\d+\])|(\S))'
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_PLACE = re.compile("\u2068([^\u2069]*)\u2069(\\S*)|(\\S+)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class UnreadableError(ValueError):
    """A line that is no part of a catalogue."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no part of a catalogue")
        self.line = line


@dataclass(slots=True)
class _Open:
    """An entry while its lines are read."""

    parts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    obsolete: bool = False
    line: int = 0
    at: str = ""

    @property
    def is_full(self) -> bool:
        """Whether a translation has been met, after which another entry begins."""
        return any(name.startswith("msgstr") for name in self.parts)

    def closed(self) -> Entry:
        """Return what was gathered as an Entry."""
        texts = [text for name, text in self.parts.items() if name.startswith("msgstr")]
        return Entry(
            msgid=self.parts.get("msgid", ""),
            texts=tuple(texts) or ("",),
            context=self.parts.get("msgctxt", ""),
            plural=self.parts.get("msgid_plural"),
            flags=tuple(dict.fromkeys(self.flags)),
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            places=tuple(dict.fromkeys(self.places)),
            former=tuple(self.former),
            obsolete=self.obsolete,
            line=self.line,
        )


def parsed(text: str) -> Catalogue:
    """Return a catalogue's header and entries; raises UnreadableError at a line that is neither."""
    found = list(_entries(text))
    header = next((each for each in found if _is_header(each)), Entry(msgid=""))
    return Catalogue(header=header, entries=tuple(each for each in found if not _is_header(each)))


def former_msgid(entry: Entry) -> str:
    """Return the msgid that a fuzzy entry was translated from, empty where it names none."""
    return parsed("\n".join((*entry.former, 'msgstr ""'))).entries[0].msgid if entry.former else ""


def unescaped(text: str) -> str:
    """Return what a string of a .po stands for."""
    return _ESCAPE.sub(_sign, text) if "\\" in text else text


def _is_header(entry: Entry) -> bool:
    return not (entry.msgid or entry.context or entry.obsolete)


def _entries(text: str) -> Iterator[Entry]:
    now = _Open()
    for number, line in enumerate(text.split("\n"), 1):
        mark = line.lstrip()
        if not mark:
            continue
        is_obsolete = mark.startswith("#~") and not mark.startswith("#~|")
        is_comment = mark.startswith("#") and not is_obsolete
        if is_comment and now.is_full:
            yield now.closed()
            now = _Open()
        if is_comment:
            _comment(now, mark.rstrip())
            continue
        for name, value in _tokens(mark[2:] if is_obsolete else mark, number):
            if name in ("msgctxt", "msgid") and now.is_full:
                yield now.closed()
                now = _Open()
            _take(now, name, value, number)
            now.obsolete = is_obsolete
    if now.parts:
        yield now.closed()


def _tokens(line: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield keywords, with an empty value, and strings, with an empty name."""
    for string, keyword, form, other in _TOKEN.findall(line):
        if other:
            raise UnreadableError(number)
        if form:
            yield form, ""
        elif keyword:
            yield keyword, ""
        else:
            yield "", unescaped(string)


def _take(now: _Open, name: str, value: str, number: int) -> None:
    if name.startswith("["):
        now.parts.pop(now.at, None)
        now.at += name
    elif name:
        now.at = name
        now.line = number if name == "msgid" else now.line
    elif not now.at:
        raise UnreadableError(number)
    now.parts[now.at] = now.parts.get(now.at, "") + value


def _comment(now: _Open, line: str) -> None:
    if line.startswith(("#|", "#~|")):
        now.former.append(line.partition("|")[2].strip())
    elif line.startswith("#."):
        now.extracted.append(line[2:].strip())
    elif line.startswith("#:"):
        now.places += (a + b or c for a, b, c in _PLACE.findall(line[2:]))
    elif line.startswith(("#,", "#=")):
        now.flags += filter(None, map(str.strip, line[2:].split(",")))
    else:
        now.comments.append(line[1:])


def _sign(found: re.Match[str]) -> str:
    octal, hexadecimal, other = found.groups()
    if octal or hexadecimal:
        return chr(int(octal, 8) if octal else int(hexadecimal, 16))
    return _SIGNS.get(other, other)
