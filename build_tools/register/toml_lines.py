"""Find the lines of the keys and array elements of a TOML file, which tomllib does not tell."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

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
    parser = _LineParser(text)
    with suppress(IndexError, ValueError, RecursionError):  # not TOML: the lines so far are right
        parser.parse_document()
    return parser.key_lines


def format_key_path(path: KeyPath) -> str:
    """Format a path as a person writes it: `publications.charter-agenda.languages[2]`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{_format_key(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _format_key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


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

    def is_at(self, marks: str) -> bool:
        token = self.tokens[self.position]
        return token.kind == "mark" and token.text in marks

    def skip(self, marks: str) -> None:
        while self.position < len(self.tokens) and self.is_at(marks):
            self.position += 1

    def parse_document(self) -> None:
        table: KeyPath = ()
        self.skip("\n")
        while self.position < len(self.tokens):
            if self.is_at("["):
                self.skip("[")
                table = self.parse_key(())
                self.skip("]")
            else:
                self.parse_pair(table)
            self.skip("\n")

    def parse_key(self, path: KeyPath) -> KeyPath:
        while not self.is_at("=]"):
            kind, text, line = self.tokens[self.position]
            key = tomllib.loads(f"key = {text}")["key"] if kind == "string" else text
            path = (*path, key)
            self.key_lines.setdefault(path, line)
            self.position += 1
        return path

    def parse_pair(self, table: KeyPath) -> None:
        path = self.parse_key(table)
        self.position += 1
        self.parse_value(path)

    def parse_value(self, path: KeyPath) -> None:
        is_array, is_table = self.is_at("["), self.is_at("{")
        self.position += 1
        if is_array:
            self.parse_array(path)
        elif is_table:
            self.parse_inline_table(path)
        else:
            while self.position < len(self.tokens) and not self.is_at(",]}\n"):
                self.position += 1

    def parse_array(self, path: KeyPath) -> None:
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
        self.skip(",\n")
        while not self.is_at("}"):
            self.parse_pair(path)
            self.skip(",\n")
        self.position += 1
