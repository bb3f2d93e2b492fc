"""Validate pages, style sheets and SVG images with Nu, for HTML and CSS.

Nu does not tell which files it has read. So the last file is one that is known to be wrong: if
Nu has no message about it, it has not reached the end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.model import Severity
from build_tools.validators import java, sandbox
from build_tools.validators.messages import MessagesByFile, ValidatorMessage

NAME = "Nu"
START_SECONDS, FILE_SECONDS = 60, 5  # seconds that it may take, at the most
OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always")
SENTINEL = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """Describe files that Nu takes in one way: their suffix, its options, and an invalid example."""

    suffix: str
    options: tuple[str, ...] = ()
    invalid_example: str


HTML_FILES = FileKind(
    suffix=".html", invalid_example="<!DOCTYPE html><title>Wrong</title><p id='same'><p id='same'>"
)
FILE_KINDS = (
    HTML_FILES,
    FileKind(suffix=".css", options=("--css",), invalid_example="p { colour: red }"),
    FileKind(
        suffix=".svg",
        options=("--svg",),
        invalid_example='<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>',
    ),
)


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of Nu about each file.

    One JVM validates all pages, another all style sheets.

    Raises UserError `check/judge-failed`.
    """
    groups: dict[FileKind, list[Path]] = {}
    for path in paths:
        kinds = (kind for kind in FILE_KINDS if kind.suffix == path.suffix)
        groups.setdefault(next(kinds, HTML_FILES), []).append(path)
    return {
        path: said
        for kind, files in groups.items()
        for path, said in _validate_kind(kind, files).items()
    }


def _validate_kind(kind: FileKind, files: Sequence[Path]) -> MessagesByFile:
    sentinel = f"{SENTINEL}{kind.suffix}"
    with sandbox.open_scratch_folder() as folder:
        files_by_name = sandbox.link_files(folder, files)
        folder.joinpath(sentinel).write_text(kind.invalid_example, encoding="utf-8")
        arguments = [
            "-jar",
            _link_nu_jar(folder),
            *OPTIONS,
            *kind.options,
            *files_by_name,
            sentinel,
        ]
        messages = _parse_nu_output(
            java.run_java(
                NAME, arguments, folder, START_SECONDS + FILE_SECONDS * len(files_by_name)
            )
        )
        if not messages.pop(sentinel, None):
            raise sandbox.make_validator_error(NAME, "did not come to the end of its files")
        return sandbox.match_messages(
            NAME, dict.fromkeys(files_by_name, ()) | messages, files_by_name
        )


def _link_nu_jar(folder: Path) -> str:
    folder.joinpath("nu.jar").symlink_to(java.get_jar(NAME, "nu").absolute())
    return "nu.jar"


def _parse_nu_output(process: sandbox.ValidatorExit) -> dict[str, tuple[ValidatorMessage, ...]]:
    """Return the messages by the name of the file that they are about."""
    messages: dict[str, tuple[ValidatorMessage, ...]] = defaultdict(tuple)
    try:
        for message in json.loads(process.out)["messages"]:
            messages[message["url"].rpartition("/")[2]] += (_parse_nu_message(message),)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise sandbox.make_validator_error(
            NAME, f"ended with {process.code} ({process.last_line})"
        ) from error
    return messages


def _parse_nu_message(message: Mapping[str, Any]) -> ValidatorMessage:
    if message["type"] == "non-document-error":
        raise sandbox.make_validator_error(NAME, f"could not read a file ({message['message']})")
    return ValidatorMessage(
        rule=str(message.get("subType") or message["type"]),
        severity=_get_nu_severity(message),
        message=str(message["message"]),
        where=" ".join(str(message.get("extract", "")).split()),
        line=message.get("lastLine"),
    )


def _get_nu_severity(message: Mapping[str, Any]) -> Severity:
    if message["type"] == "error":
        return "error"
    return "warning" if message.get("subType") == "warning" else "note"
