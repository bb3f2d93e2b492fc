"""Read a TOML file into values that know their line, for error messages."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.register import toml_lines

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

    def find_line(self, path: toml_lines.KeyPath) -> int | None:
        """Return the line of a key, or of the nearest table above it."""
        lines = toml_lines.map_key_lines(self.text)
        parents = (path[:size] for size in range(len(path), 0, -1))
        return next((lines[parent] for parent in parents if parent in lines), None)


@dataclass(frozen=True, slots=True)
class TomlValue:
    """Hold a value of a file, with the path of keys that leads to it."""

    document: TomlDocument
    path: toml_lines.KeyPath
    value: object

    @property
    def key(self) -> str:
        """Return the last part of the path, the key that a person wrote."""
        return str(self.path[-1]) if self.path else ""

    def get_table(self) -> dict[str, TomlValue]:
        """Return the values of a table by key; raise UserError if this is no table."""
        if not isinstance(self.value, dict):
            remedy = f"write it as [{toml_lines.format_key_path(self.path)}] with keys below"
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
        full_message = f"{toml_lines.format_key_path(self.path)} {message}".strip()
        return UserError(f"register/{code}", full_message, remedy=remedy, place=place)

    def make_unknown_key_error(self, known: Iterable[str]) -> UserError:
        """Return the error that this key is not one of `known`, to be raised."""
        names = list(known)
        suggestion = find_nearest_word(self.key, names)
        remedy = f"write {suggestion}, the nearest known; known are {', '.join(names)}"
        return self.make_error("unknown-key", "is no known key", remedy)


def read_toml(path: FilePath, name: str) -> TomlValue:
    """Return a TOML file as its top table.

    Raises FileNotFoundError if there is none, UserError if it cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return TomlValue(TomlDocument(name, text), (), tomllib.loads(text))
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        place = Place(file=name, line=error.object[: error.start].count(b"\n") + 1)
        raise UserError(
            "register/not-utf8", "is not UTF-8", remedy="save the file as UTF-8", place=place
        ) from error
    except OSError as error:
        raise UserError(
            "register/unreadable",
            f"cannot be read: {error.strerror}",
            remedy="put a text file in its place that you may read",
            place=Place(file=name),
        ) from error
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


def format_value(value: object) -> str:
    """Format a value as TOML writes it, short enough for a message."""
    if isinstance(value, dict | list):
        kind = "table" if isinstance(value, dict) else "list"
        return f"a {kind}" if value else f"an empty {kind}"
    if isinstance(value, date):
        return value.isoformat()
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"
