"""Nu, the judge of HTML: takes pages, sheets and drawings, gives what it holds against each.

Nu does not say which files it has looked at. So the last that it is given is a page of ours that
is known to be wrong: where it has nothing to say of that one, it has not come to the end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from build_tools.judges import java, starting
from build_tools.judges.said import Said, Verdicts
from build_tools.model import Severity

NAME = "Nu"
START, EACH = 60, 5  # seconds that it may take, at the most
OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always")
KINDS = ("--also-check-css", "--also-check-svg")
LAST = "last.html"
WRONG = "<!DOCTYPE html><title>Wrong</title><p id='same'>One<p id='same'>Two"


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return Nu's messages about each file; one JVM judges all.

    Raises Mendable `check/judge-failed`.
    """
    files = tuple(paths)
    if not files:
        return {}
    with starting.scratch() as folder:
        named = starting.linked(folder, files)
        folder.joinpath(LAST).write_text(WRONG, encoding="utf-8")
        words = ["-jar", _jar(folder), *OPTIONS, *KINDS, *named, LAST]
        told = _messages(java.start(NAME, words, folder, START + EACH * len(named)))
        if not told.pop(LAST, None):
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
        line=message.get("firstLine") or message.get("lastLine"),
    )


def _severity(message: Mapping[str, Any]) -> Severity:
    if message["type"] == "error":
        return "error"
    return "warning" if message.get("subType") == "warning" else "note"
