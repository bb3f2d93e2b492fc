"""Read a TOML file into values that know their line, for error messages."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path as FilePath
from typing import NamedTuple

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.process.plain_file import read_plain_file

KeyPath = tuple[str | int, ...]

TOKEN = re.compile(
    r'''(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[][{}=,\n])
    |(?P<bare>[^\s\[\]{}=,.#"']+)''',
    re.VERBOSE | re.DOTALL,
)
NEAR = 0.55  # of two words alike, by the ratio of difflib
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@lru_cache(maxsize=2)  # a register names the line of each article that is not checked
def map_key_lines(text: str) -> Mapping[KeyPath, int]:
    """Return the line of every table, key and array element (by its index) of a valid TOML text."""
    parser = _LineParser(text)
    with suppress(IndexError, ValueError, RecursionError):  # not TOML: the lines so far are right
        parser.parse_document()
    return parser.key_lines


def format_key_path(path: KeyPath) -> str:
    """Format a path as a person writes it: `publications.charter-agenda.languages[2]`."""
    parts = []
    for part in path:
        is_bare = BARE_KEY.fullmatch(str(part))
        name = part if is_bare else json.dumps(part, ensure_ascii=False)
        parts.append(f"[{part + 1}]" if isinstance(part, int) else f".{name}")
    return "".join(parts).removeprefix(".")


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def _tokenize(text: str) -> Iterator[_Token]:
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup != "skip":
            yield _Token(match.lastgroup or "", match[0], line)
        line += match[0].count("\n")


class _LineParser:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokenize(text))
        self.position = 0
        self.key_lines: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}

    def _is_at(self, marks: str) -> bool:
        token = self.tokens[self.position]
        return token.kind == "mark" and token.text in marks

    def _skip(self, marks: str) -> None:
        while self.position < len(self.tokens) and self._is_at(marks):
            self.position += 1

    def parse_document(self) -> None:
        """Record the lines of the whole document."""
        table: KeyPath = ()
        self._skip("\n")
        while self.position < len(self.tokens):
            if self._is_at("["):
                table = self._parse_header()
            else:
                self._parse_pair(table)
            self._skip("\n")

    def _parse_header(self) -> KeyPath:
        """Return the path of a table; of one in an array of tables with its index."""
        start, line = self.position, self.tokens[self.position].line
        self._skip("[")
        is_element = self.position - start > 1
        table = self._parse_key(())
        self._skip("]")
        if not is_element:
            return table
        index = self.lengths.get(table, 0)
        self.lengths[table] = index + 1
        self.key_lines[(*table, index)] = line
        return (*table, index)

    def _parse_key(self, path: KeyPath) -> KeyPath:
        while not self._is_at("=]"):
            kind, text, line = self.tokens[self.position]
            key = tomllib.loads(f"key = {text}")["key"] if kind == "string" else text
            path = (*path, key)
            self.key_lines.setdefault(path, line)
            self.position += 1
        return path

    def _parse_pair(self, table: KeyPath) -> None:
        path = self._parse_key(table)
        self.position += 1
        self._parse_value(path)

    def _parse_value(self, path: KeyPath) -> None:
        is_array, is_table = self._is_at("["), self._is_at("{")
        self.position += 1
        if is_array:
            self._parse_array(path)
        elif is_table:
            self._parse_inline_table(path)
        else:
            while self.position < len(self.tokens) and not self._is_at(",]}\n"):
                self.position += 1

    def _parse_array(self, path: KeyPath) -> None:
        index = 0
        while not self._is_at("]"):
            if self._is_at(",\n"):
                index += self._is_at(",")
                self.position += 1
            else:
                self.key_lines[(*path, index)] = self.tokens[self.position].line
                self._parse_value((*path, index))
        self.position += 1

    def _parse_inline_table(self, path: KeyPath) -> None:
        self._skip(",\n")
        while not self._is_at("}"):
            self._parse_pair(path)
            self._skip(",\n")
        self.position += 1


MAX_BYTES = 4_000_000
LINE_NUMBER = re.compile(r" \(at line (\d+), column \d+\)")
SYNTAX_REMEDY = (
    "correct what stands at this line or just before; a text stands in quotes, and so does a key"
    " with other signs than A-Z a-z 0-9 _ -"
)


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """Hold a TOML file: `name` is as findings name it, `text` its content."""

    name: str
    text: str

    def find_line(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of the nearest table above it."""
        lines = map_key_lines(self.text)
        parents = (path[:size] for size in range(len(path), 0, -1))
        return next((lines[parent] for parent in parents if parent in lines), None)


@dataclass(frozen=True, slots=True)
class TomlValue:
    """Hold a value of a file, with the path of keys that leads to it."""

    document: TomlDocument
    path: KeyPath
    value: object

    @property
    def key(self) -> str:
        """Return the last part of the path, the key that a person wrote."""
        return str(self.path[-1]) if self.path else ""

    def get_table(self) -> dict[str, TomlValue]:
        """Return the values of a table by key; raise UserError if this is no table."""
        if not isinstance(self.value, dict):
            remedy = f"write it as [{format_key_path(self.path)}] with keys below"
            raise self.make_type_error("a table", remedy)
        return {key: self._get_child(key, value) for key, value in self.value.items()}

    def get_array(self) -> list[TomlValue]:
        """Return the elements of an array; raise UserError if this is no array."""
        if not isinstance(self.value, list):
            raise self.make_type_error("a list", f'put it in brackets: {self.key} = ["…", "…"]')
        return [self._get_child(index, value) for index, value in enumerate(self.value)]

    def _get_child(self, key: str | int, value: object) -> TomlValue:
        return TomlValue(self.document, (*self.path, key), value)

    def make_type_error(self, expected: str, remedy: str) -> UserError:
        """Return the error that a value is not what was expected, to be raised."""
        message = f"is {format_value(self.value)}, not {expected}"
        return self.make_error("bad-value", message, remedy)

    def make_error(self, code: str, message: str, remedy: str) -> UserError:
        """Return an error at this value, to be raised; `message` follows its name."""
        place = Place(file=self.document.name, line=self.document.find_line(self.path))
        full_message = f"{format_key_path(self.path)} {message}".strip()
        return UserError(f"register/{code}", full_message, remedy=remedy, place=place)

    def make_unknown_key_error(self, known: Iterable[str]) -> UserError:
        """Return the error that this key is not one of `known`, to be raised."""
        names = list(known)
        suggestion = find_nearest_word(self.key, names)
        remedy = f"write {suggestion}, the nearest known; known are {', '.join(names)}"
        return self.make_error("unknown-key", "is no known key", remedy)


def read_toml(path: FilePath, name: str) -> TomlValue:
    """Return a TOML file as its top table; raise FileNotFoundError, or UserError if it cannot be read."""
    try:
        text = read_plain_file(path, MAX_BYTES, file=name).decode("utf-8-sig")
        return TomlValue(TomlDocument(name, text), (), tomllib.loads(text))
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        place = Place(file=name, line=error.object[: error.start].count(b"\n") + 1)
        remedy = "save the file as UTF-8"
        raise UserError("register/not-utf8", "is not UTF-8", remedy=remedy, place=place) from error
    except OSError as error:
        message, remedy = (
            f"cannot be read: {error.strerror}",
            "put a text file in its place that you may read",
        )
        raise UserError("register/unreadable", message, remedy=remedy, place=Place(file=name)) from error
    except (ValueError, RecursionError) as error:
        raise _make_syntax_error(name, text, str(error)) from error


def _make_syntax_error(name: str, text: str, error: str) -> UserError:
    match = LINE_NUMBER.search(error)
    last = len(text.splitlines()) if "at end of document" in error else None
    place = Place(file=name, line=int(match[1]) if match else last)
    message = f"is no TOML: {LINE_NUMBER.sub('', error)}"
    return UserError("register/syntax", message, remedy=SYNTAX_REMEDY, place=place)


def find_nearest_word(word: str, known: Iterable[str]) -> str:
    """Return the known word most similar to a word; `known` holds at least one."""
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]


def find_near_word(word: str, known: Iterable[str]) -> str:
    """Return the known word that a misspelt one must mean; empty where none is near: `de` is not `es`."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=NEAR)), "")


def format_value(value: object) -> str:
    """Format a value as TOML writes it, short enough for a message."""
    if isinstance(value, dict | list):
        kind = "table" if isinstance(value, dict) else "list"
        return f"a {kind}" if value else f"an empty {kind}"
    if isinstance(value, date):
        return value.isoformat()
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"
