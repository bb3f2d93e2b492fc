"""Where the keys of a TOML file stand: takes its text, gives a line for each key and element."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

Path = tuple[str | int, ...]

TOKEN = re.compile(
    r'''(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[][{}=,\n])
    |(?P<bare>[^\s\[\]{}=,.#"']+)''',
    re.VERBOSE | re.DOTALL,
)
BARE = re.compile(r"[A-Za-z0-9_-]+")


def find(text: str) -> dict[Path, int]:
    """Return the line of every table, key and array element of a TOML text that parses.

    A path holds the keys from the top, and a number for an element of an array.
    """
    walk = _Walk(tokens=list(_tokens(text)), found={})
    with suppress(IndexError, ValueError, RecursionError):  # no TOML: what was found is true
        walk.document()
    return walk.found


def dotted(path: Path) -> str:
    """Return a path as a person writes it: `publications.charter-agenda.languages[2]`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{_key(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "skip":
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")


@dataclass(slots=True)
class _Walk:
    tokens: list[_Token]
    found: dict[Path, int]
    at: int = 0

    def sees(self, marks: str) -> bool:
        """Say whether the next token is one of some marks."""
        token = self.tokens[self.at]
        return token.kind == "mark" and token.text in marks

    def document(self) -> None:
        """Walk through the whole text."""
        table: Path = ()
        while self.at < len(self.tokens):
            if self.sees("\n"):
                self.at += 1
            elif self.sees("["):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        """Walk over `[a.b]`; return its path."""
        while self.sees("["):
            self.at += 1
        table = self.key(())
        while self.at < len(self.tokens) and self.sees("]"):
            self.at += 1
        return table

    def key(self, path: Path) -> Path:
        """Walk over a key, up to its `=` or `]`; return its path."""
        while not self.sees("=]"):
            token = self.tokens[self.at]
            path = (*path, _name(token))
            self.found.setdefault(path, token.line)
            self.at += 1
        return path

    def pair(self, table: Path) -> None:
        """Walk over a key and its value."""
        path = self.key(table)
        self.at += 1
        self.value(path)

    def value(self, path: Path) -> None:
        """Walk over whatever stands after a `=` or in an array."""
        if self.sees("["):
            self.array(path)
        elif self.sees("{"):
            self.inline(path)
        else:
            self.scalar()

    def scalar(self) -> None:
        """Walk over a text, a number, a date."""
        self.at += 1
        while self.at < len(self.tokens) and not self.sees(",]}\n"):
            self.at += 1

    def array(self, path: Path) -> None:
        """Walk over the elements of an array, line ends between them."""
        self.at += 1
        index = 0
        while not self.sees("]"):
            if self.sees(",\n"):
                index += self.sees(",")
                self.at += 1
            else:
                self.found[(*path, index)] = self.tokens[self.at].line
                self.value((*path, index))
        self.at += 1

    def inline(self, path: Path) -> None:
        """Walk over the pairs of an inline table."""
        self.at += 1
        while not self.sees("}"):
            if self.sees(",\n"):
                self.at += 1
            else:
                self.pair(path)
        self.at += 1


def _name(token: _Token) -> str:
    if token.kind != "string":
        return token.text
    return str(tomllib.loads(f"key = {token.text}")["key"])
