"""Read the ExpectedText of an edition, which the build left as a JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.model import Place
from build_tools.model.expected_text import (
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)


def read_expected_text(file: Path) -> ExpectedText | None:
    """Return the expected text of an edition; None if there is no readable file."""
    try:
        state = file.stat()
        return _parse_expected_text(file, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None


@lru_cache(maxsize=4)
def _parse_expected_text(file: Path, _changed: int, _size: int) -> ExpectedText:
    data = json.loads(file.read_text("utf-8"))
    return ExpectedText(
        title=data.get("title", ""),
        pages=tuple(data["pages"]),
        blocks=_parse_rows(data, "blocks", _parse_block),
        links=_parse_rows(
            data, "links", lambda one: Link(**{"block": 0, "text": "", **_convert_formats(one)})
        ),
        note_references=_parse_rows(
            data, "note_references", lambda one: NoteReference(**{**_ANONYMOUS, **one})
        ),
        notes=_parse_rows(data, "notes", lambda one: Note(**{"mark": "", **one})),
        anchors=_parse_rows(data, "anchors", lambda one: Anchor(**one)),
        contents=_parse_rows(data, "contents", lambda one: ContentsEntry(**{"text": "", **one})),
    )


_ANONYMOUS = {"anchor": "", "note": "", "mark": ""}


def _parse_rows(data: dict[str, Any], name: str, make: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(make(one) for one in data.get(name, ()))


def _parse_block(row: dict[str, Any]) -> Block:
    return Block(**{"text": "", **_convert_formats(row), "place": Place(**row.get("place", {}))})


def _convert_formats(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "formats": tuple(row.get("formats", ()))}
