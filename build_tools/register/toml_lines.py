"""Find the lines of the keys and array elements of a TOML file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]

TOKEN = re.compile(
    r'''(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[][{}=,\n])
    |(?P<bare>[^\s\[\]{}=,.#"']+)''',
    re.VERBOSE | re.DOTALL,
)
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def map_key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every table, key and array element of a valid TOML text.

    A path holds the keys from the top, and an index for an element of an array.
    """
    parser = _LineParser(tokens=list(_tokenize_toml(text)), key_lines={})
    with suppress(IndexError, ValueError, RecursionError):  # no TOML: what was found is true
        parser.parse_document()
    return parser.key_lines


def format_key_path(path: KeyPath) -> str:
    """Format a path as a person writes it: `publications.charter-agenda.languages[2]`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{_format_key(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _format_key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _TomlToken:
    kind: str
    text: str
    line: int


def _tokenize_toml(text: str) -> Iterator[_TomlToken]:
    line = 1
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "skip":
            yield _TomlToken(kind, match.group(), line)
        line += match.group().count("\n")


@dataclass(slots=True)
class _LineParser:
    tokens: list[_TomlToken]
    key_lines: dict[KeyPath, int]
    position: int = 0

    def is_at(self, marks: str) -> bool:
        """Return whether the next token is one of some marks."""
        token = self.tokens[self.position]
        return token.kind == "mark" and token.text in marks

    def parse_document(self) -> None:
        """Parse the whole text."""
        table: KeyPath = ()
        while self.position < len(self.tokens):
            if self.is_at("\n"):
                self.position += 1
            elif self.is_at("["):
                table = self.parse_header()
            else:
                self.parse_pair(table)

    def parse_header(self) -> KeyPath:
        """Parse `[a.b]`; return its path."""
        while self.is_at("["):
            self.position += 1
        table = self.parse_key(())
        while self.position < len(self.tokens) and self.is_at("]"):
            self.position += 1
        return table

    def parse_key(self, path: KeyPath) -> KeyPath:
        """Parse a key, up to its `=` or `]`; return its path."""
        while not self.is_at("=]"):
            token = self.tokens[self.position]
            path = (*path, _decode_key(token))
            self.key_lines.setdefault(path, token.line)
            self.position += 1
        return path

    def parse_pair(self, table: KeyPath) -> None:
        """Parse a key and its value."""
        path = self.parse_key(table)
        self.position += 1
        self.parse_value(path)

    def parse_value(self, path: KeyPath) -> None:
        """Parse whatever stands after a `=` or in an array."""
        if self.is_at("["):
            self.parse_array(path)
        elif self.is_at("{"):
            self.parse_inline_table(path)
        else:
            self.parse_scalar()

    def parse_scalar(self) -> None:
        """Parse a text, a number or a date."""
        self.position += 1
        while self.position < len(self.tokens) and not self.is_at(",]}\n"):
            self.position += 1

    def parse_array(self, path: KeyPath) -> None:
        """Parse the elements of an array, line ends between them."""
        self.position += 1
        index = 0
        while not self.is_at("]"):
            if self.is_at(",\n"):
                index += self.is_at(",")
                self.position += 1
            else:
                self.key_lines[(*path, index)] = self.tokens[self.position].line
                self.parse_value((*path, index))
        self.position += 1

    def parse_inline_table(self, path: KeyPath) -> None:
        """Parse the pairs of an inline table."""
        self.position += 1
        while not self.is_at("}"):
            if self.is_at(",\n"):
                self.position += 1
            else:
                self.parse_pair(path)
        self.position += 1


def _decode_key(token: _TomlToken) -> str:
    if token.kind != "string":
        return token.text
    return str(tomllib.loads(f"key = {token.text}")["key"])
