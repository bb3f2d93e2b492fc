"""What an edition says, as the press has left it: takes its file, gives the Transcript."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.model import Place
from build_tools.model.transcript import (
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)


def transcript(file: Path) -> ExpectedText | None:
    """Return what an edition says; None where the press has left nothing that can be read."""
    try:
        state = file.stat()
        return _read(file, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int) -> ExpectedText:
    told = json.loads(file.read_text("utf-8"))
    return ExpectedText(
        title=told.get("title", ""),
        pages=tuple(told["pages"]),
        blocks=_all(told, "blocks", _block),
        links=_all(told, "leads", lambda one: Link(**{"block": 0, "text": "", **_listed(one)})),
        note_references=_all(told, "calls", lambda one: NoteReference(**{**_NAMELESS, **one})),
        notes=_all(told, "notes", lambda one: Note(**{"mark": "", **one})),
        anchors=_all(told, "spots", lambda one: Anchor(**one)),
        contents=_all(told, "contents", lambda one: ContentsEntry(**{"text": "", **one})),
    )


_NAMELESS = {"anchor": "", "note": "", "mark": ""}


def _all(told: dict[str, Any], name: str, made: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(made(one) for one in told.get(name, ()))


def _block(one: dict[str, Any]) -> Block:
    return Block(**{"text": "", **_listed(one), "place": Place(**one.get("place", {}))})


def _listed(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "formats": tuple(one.get("formats", ()))}
