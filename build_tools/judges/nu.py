"""Nu, the judge of HTML: takes pages, sheets and drawings, gives what it holds against each.

Nu does not say which files it has looked at. So the last that it is given is a file of ours that
is known to be wrong: where it has nothing to say of that one, it has not come to the end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.judges import java, starting
from build_tools.judges.said import Said, Verdicts
from build_tools.model import Severity

NAME = "Nu"
START, EACH = 60, 5  # seconds that it may take, at the most
OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always")
LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Files that Nu is told of in one way: by their ending, with a word, and one that is wrong."""

    ending: str
    words: tuple[str, ...] = ()
    wrong: str


HTML = Kind(ending=".html", wrong="<!DOCTYPE html><title>Wrong</title><p id='same'><p id='same'>")
KINDS = (
    HTML,
    Kind(ending=".css", words=("--css",), wrong="p { colour: red }"),
    Kind(
        ending=".svg", words=("--svg",), wrong='<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>'
    ),
)


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return Nu's messages about each file; one JVM judges all pages, another all style sheets.

    Raises Mendable `check/judge-failed`.
    """
    groups: dict[Kind, list[Path]] = {}
    for path in paths:
        kinds = (kind for kind in KINDS if kind.ending == path.suffix)
        groups.setdefault(next(kinds, HTML), []).append(path)
    return {
        path: said for kind, files in groups.items() for path, said in _judged(kind, files).items()
    }


def _judged(kind: Kind, files: Sequence[Path]) -> Verdicts:
    last = f"{LAST}{kind.ending}"
    with starting.scratch() as folder:
        named = starting.linked(folder, files)
        folder.joinpath(last).write_text(kind.wrong, encoding="utf-8")
        words = ["-jar", _jar(folder), *OPTIONS, *kind.words, *named, last]
        told = _messages(java.start(NAME, words, folder, START + EACH * len(named)))
        if not told.pop(last, None):
            raise starting.failed(NAME, "did not come to the end of its files")
        return starting.complete(NAME, dict.fromkeys(named, ()) | told, named)


def _jar(folder: Path) -> str:
    folder.joinpath("nu.jar").symlink_to(java.jar(NAME, "nu").absolute())
    return "nu.jar"


def _messages(ended: starting.Ended) -> dict[str, tuple[Said, ...]]:
    """Return what was said by the name of the file that it is about."""
    found: dict[str, tuple[Said, ...]] = defaultdict(tuple)
    try:
        for message in json.loads(ended.out)["messages"]:
            found[message["url"].rpartition("/")[2]] += (_said(message),)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise starting.failed(NAME, f"ended with {ended.code} ({ended.last})") from error
    return found


def _said(message: Mapping[str, Any]) -> Said:
    if message["type"] == "non-document-error":
        raise starting.failed(NAME, f"could not read a file ({message['message']})")
    return Said(
        rule=str(message.get("subType") or message["type"]),
        severity=_severity(message),
        message=str(message["message"]),
        where=" ".join(str(message.get("extract", "")).split()),
        line=message.get("lastLine"),
    )


def _severity(message: Mapping[str, Any]) -> Severity:
    if message["type"] == "error":
        return "error"
    return "warning" if message.get("subType") == "warning" else "note"
