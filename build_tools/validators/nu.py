"""Validate pages, style sheets and SVG images with Nu, for HTML and CSS.

Nu does not tell which files it has read. So the last file is one that is known to be wrong: if
Nu has no message about it, it has not reached the end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.model import Severity
from build_tools.process.scratch import make_scratch_folder
from build_tools.validators import MessagesByFile, ValidatorMessage, java
from build_tools.validators.sandbox import (
    Sandbox,
    ValidatorExit,
    link_files,
    make_validator_error,
    match_messages,
)

NAME = "Nu"
# By the suffix of a file: the options of Nu, and an invalid example.
FILE_KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    ".html": ((), "<!DOCTYPE html><title>Wrong</title><p id='same'><p id='same'>"),
    ".css": (("--css",), "p { colour: red }"),
    ".svg": (("--svg",), '<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>'),
}
# Of a page on a disk Nu does not know what `'self'` is; `html/policy` checks that nothing is stopped.
UNKNOWN_ORIGIN = ("Resource violates Content Security", "Inline script violates Content Security")


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of Nu about each file; one JVM for all pages, another for all CSS."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        suffix = path.suffix if path.suffix in FILE_KINDS else ".html"
        groups.setdefault(suffix, []).append(path)
    results = [_validate_kind(suffix, files) for suffix, files in groups.items()]
    return {path: messages for result in results for path, messages in result.items()}


def _validate_kind(suffix: str, files: Sequence[Path]) -> MessagesByFile:
    options, invalid_example = FILE_KINDS[suffix]
    sentinel = f"last{suffix}"
    with make_scratch_folder() as folder:
        folder.joinpath("nu.jar").symlink_to(java.get_jar(NAME, "nu").absolute())
        files_by_name = link_files(folder, files)
        folder.joinpath(sentinel).write_text(invalid_example, encoding="utf-8")
        general = ("-jar", "nu.jar", "--format", "json", "--stdout", "--exit-zero-always")
        sandbox = Sandbox(NAME, folder, timeout=60 + 5 * len(files_by_name))
        process = java.run_java(sandbox, [*general, *options, *files_by_name, sentinel])
        messages = _parse_nu_output(process)
        if not messages.pop(sentinel, None):
            raise make_validator_error(NAME, "did not come to the end of its files")
        return match_messages(NAME, dict.fromkeys(files_by_name, ()) | messages, files_by_name)


def _parse_nu_output(process: ValidatorExit) -> dict[str, tuple[ValidatorMessage, ...]]:
    messages: dict[str, tuple[ValidatorMessage, ...]] = defaultdict(tuple)
    try:
        for message in json.loads(process.out)["messages"]:
            if str(message.get("message", "")).startswith(UNKNOWN_ORIGIN):
                continue
            messages[message["url"].rpartition("/")[2]] += (_parse_nu_message(message),)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        reason = f"ended with {process.code} ({process.last_line})"
        raise make_validator_error(NAME, reason) from error
    return messages


def _parse_nu_message(message: Mapping[str, Any]) -> ValidatorMessage:
    if message["type"] == "non-document-error":
        raise make_validator_error(NAME, f"could not read a file ({message['message']})")
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
