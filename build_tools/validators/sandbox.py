"""Run a validator over files in a temporary folder, and read its messages.

A validator sees its files under plain names, so that no name of a file or folder can be taken
for an option or have letters that it cannot read. The folder is its home and its temporary
folder. When this process ends, however it does, the validator ends too.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from build_tools.errors import UserError
from build_tools.process.parent_death import find_parent_death_prefix
from build_tools.process.scratch import make_scratch_folder
from build_tools.validators import MessagesByFile, ValidatorMessage

MESSAGES_FILE = "messages.json"
SEVERITIES = ("error", "warning", "note")
MESSAGE_FIELDS = {field.name for field in fields(ValidatorMessage)}


@dataclass(frozen=True, slots=True)
class ValidatorExit:
    """Describe a validator that has ended by itself: its exit code and its output."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """Return the last line that it printed."""
        lines = (self.err.strip() or self.out.strip()).splitlines()
        return lines[-1].strip()[:200] if lines else "it printed nothing"


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Name a validator, the folder that it runs in, and the seconds that it may take."""

    validator: str
    folder: Path
    timeout: float


def make_validator_error(validator: str, reason: str) -> UserError:
    """Return the error for a validator that did not do its work."""
    message = f"{validator} {reason}, so nothing is known of the files that it should validate"
    remedy = "check again; if it stays so: rm -r .venv && ./editions check --judges"
    return UserError("check/judge-failed", message, remedy=remedy, exit_code=1)


def link_files(folder: Path, paths: Iterable[Path]) -> dict[str, Path]:
    """Link each file into `folder` under a plain name; raise UserError if one is missing."""
    files_by_name = {}
    for number, path in enumerate(paths):
        if not path.is_file():
            raise make_validator_error("check", f"cannot find {path.name}")
        suffix = path.suffix if re.fullmatch(r"\.[A-Za-z0-9]+", path.suffix) else ""
        name = f"{number:05}{suffix}"
        folder.joinpath(name).symlink_to(path.absolute())
        files_by_name[name] = path
    return files_by_name


def run_in_sandbox(
    sandbox: Sandbox,
    command: Sequence[str],
    *,
    stdin: str = "",
    environment: Mapping[str, str] = MappingProxyType({}),
) -> ValidatorExit:
    """Run a command until it ends, with `environment` added; raise UserError if it does not start or end."""
    folder = sandbox.folder
    files = [folder.joinpath(f"judge.{suffix}") for suffix in ("in", "out", "err")]
    files[0].write_text(stdin, encoding="utf-8")
    with files[0].open("rb") as in_, files[1].open("wb") as out, files[2].open("wb") as err:
        try:
            process = subprocess.Popen(
                [*find_parent_death_prefix(), *command],
                cwd=folder,
                env={**_make_environment(folder), **environment},
                stdin=in_,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        except OSError as error:
            raise make_validator_error(sandbox.validator, f"does not start ({error.strerror})") from error
        code = _wait_for_exit(sandbox, process)
    return ValidatorExit(code, out=_read_text(files[1]), err=_read_text(files[2]))


def run_batch(
    validator: str,
    paths: Iterable[Path],
    start: Callable[[Sandbox, Sequence[str]], ValidatorExit],
    *,
    start_seconds: float,
    file_seconds: float,
) -> MessagesByFile:
    """Start a script once for all files, by the names that they have in its folder; return its messages."""
    files = tuple(paths)
    if not files:
        return {}
    with make_scratch_folder() as folder:
        files_by_name = link_files(folder, files)
        sandbox = Sandbox(validator, folder, timeout=start_seconds + file_seconds * len(files))
        return read_messages(sandbox, start(sandbox, tuple(files_by_name)), files_by_name)


def _wait_for_exit(sandbox: Sandbox, process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(sandbox.timeout)
    except subprocess.TimeoutExpired as error:
        reason = f"had not ended after {sandbox.timeout:.0f} seconds"
        raise make_validator_error(sandbox.validator, reason) from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _make_environment(folder: Path) -> dict[str, str]:
    """Return an environment without our locale, home, proxies and Java options."""
    variables = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**variables, "HOME": str(folder), "TMPDIR": str(folder)}


def _read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def read_messages(
    sandbox: Sandbox, process: ValidatorExit, files_by_name: Mapping[str, Path]
) -> MessagesByFile:
    """Return what a script wrote into `messages.json`; raise UserError if it failed or skipped a file."""
    validator = sandbox.validator
    if process.code != 0:
        raise make_validator_error(validator, f"ended with {process.code} ({process.last_line})")
    try:
        data = json.loads(_read_text(sandbox.folder.joinpath(MESSAGES_FILE)))
        messages = {name: tuple(map(_parse_message, entries)) for name, entries in data.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise make_validator_error(validator, "wrote no messages that can be parsed") from error
    return match_messages(validator, messages, files_by_name)


def match_messages(
    validator: str, messages: Mapping[str, tuple[ValidatorMessage, ...]], files_by_name: Mapping[str, Path]
) -> MessagesByFile:
    """Return the messages by the path of their file; raise UserError if a file was skipped."""
    if messages.keys() != files_by_name.keys():
        count = len(messages.keys() & files_by_name.keys())
        raise make_validator_error(validator, f"validated {count} of {len(files_by_name)} files")
    return {path: messages[name] for name, path in files_by_name.items()}


def _parse_message(entry: Mapping[str, Any]) -> ValidatorMessage:
    if not entry.keys() <= MESSAGE_FIELDS or entry.get("severity") not in SEVERITIES:
        raise ValueError("a finding of another shape")
    return ValidatorMessage(**entry)
