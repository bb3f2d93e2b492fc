"""Takes the path of a TOML file, gives its values, each with its place for what is wrong."""

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
from build_tools.register import lines

LINE = re.compile(r" \(at line (\d+), column \d+\)")
SYNTAX = (
    "mend what stands at this line or just before; a text stands in quotes, and so does a key"
    " with other signs than A-Z a-z 0-9 _ -"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: `name` is as findings name it, `text` what it holds."""

    name: str
    text: str

    def line(self, path: lines.Path) -> int | None:
        """Return the line of a key, or of the nearest table above it."""
        found = lines.find(self.text)
        known = (found[path[:size]] for size in range(len(path), 0, -1) if path[:size] in found)
        return next(known, None)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a file, with the path that leads to it."""

    document: Document
    path: lines.Path
    value: object

    @property
    def key(self) -> str:
        """The last part of the path, the key that a person wrote."""
        return str(self.path[-1]) if self.path else ""

    def table(self) -> dict[str, Spot]:
        """Return the keys of a table; raises Mendable where this is none."""
        if not isinstance(self.value, dict):
            raise self.bad("a table", f"write it as [{lines.dotted(self.path)}] with keys below")
        return {key: Spot(self.document, (*self.path, key), self.value[key]) for key in self.value}

    def array(self) -> list[Spot]:
        """Return the elements of a list; raises Mendable where this is none."""
        if not isinstance(self.value, list):
            raise self.bad("a list", f'put it in brackets: {self.key} = ["…", "…"]')
        return [
            Spot(self.document, (*self.path, index), value)
            for index, value in enumerate(self.value)
        ]

    def bad(self, wanted: str, remedy: str) -> UserError:
        """Return the mistake that a value is not what was wanted, to be raised."""
        return self.mistake("bad-value", f"is {shown(self.value)}, not {wanted}", remedy)

    def mistake(self, what: str, says: str, remedy: str) -> UserError:
        """Return a mistake at this value, to be raised; `says` follows its name."""
        place = Place(file=self.document.name, line=self.document.line(self.path))
        message = f"{lines.dotted(self.path)} {says}".strip()
        return UserError(f"register/{what}", message, remedy=remedy, place=place)

    def unknown_key(self, known: Iterable[str]) -> UserError:
        """Return the mistake that this key is not one of `known`, to be raised."""
        names = list(known)
        near = nearest(self.key, names)
        remedy = f"write {near}, the nearest known; known are {', '.join(names)}"
        return self.mistake("unknown-key", "is no known key", remedy)


def read(path: FilePath, name: str) -> Spot:
    """Return a whole TOML file as its top table.

    Raises FileNotFoundError where there is none, Mendable where it cannot be read.
    """
    text = _text(path, name)
    try:
        return Spot(Document(name, text), (), tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        raise _broken(name, text, str(error)) from error


def _text(path: FilePath, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        place = Place(file=name, line=line)
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


def _broken(name: str, text: str, error: str) -> UserError:
    found = LINE.search(error)
    last = len(text.splitlines()) if "at end of document" in error else None
    place = Place(file=name, line=int(found[1]) if found else last)
    message = f"is no TOML: {LINE.sub('', error)}"
    return UserError("register/syntax", message, remedy=SYNTAX, place=place)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like a word; `known` holds at least one."""
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)[0]


def shown(value: object) -> str:
    """Return a value as TOML writes it, short enough for a message."""
    if isinstance(value, dict | list):
        kind = "table" if isinstance(value, dict) else "list"
        return f"a {kind}" if value else f"an empty {kind}"
    if isinstance(value, date):
        return value.isoformat()
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"
