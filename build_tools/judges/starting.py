"""Starting a judge: takes a command and files, gives what it said, in a folder that is gone after.

A judge sees its files under plain names of our own, so that no name of a file or folder can be
taken for an option or be spelt in letters that it cannot read. It has this folder as its home and
for its temporary files. When we end, however that comes about, it ends too.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from build_tools.errors import UserError
from build_tools.judges.said import Said, Verdicts

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SAID = "said.json"
SEVERITIES = ("error", "warning", "note")
FIELDS = {field.name for field in fields(Said)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A judge that has ended by itself: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line that it printed."""
        lines = (self.err.strip() or self.out.strip()).splitlines()
        return lines[-1].strip()[:200] if lines else "it printed nothing"


# Starts a judge in a folder, over files that lie there under these names.
Start = Callable[[Path, Sequence[str]], Ended]


def failed(judge: str, what: str) -> UserError:
    """Return the error for a judge that did not do its work."""
    return UserError(
        "check/judge-failed",
        f"{judge} {what}, so nothing is known of what it should judge",
        remedy="check again; if it stays so: rm -r .venv && ./editions check --judges",
        exit_code=1,
    )


@contextmanager
def scratch(beside: Path | None = None) -> Iterator[Path]:
    """Give a folder for the length of a block; it is gone afterwards, whenever a signal comes.

    It lies with the temporary files, or `beside` another.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        folder = Path(tempfile.mkdtemp(prefix="editions-judge-", dir=beside and beside.parent))
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield folder
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
            _remove(folder)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _remove(folder: Path) -> None:
    """Remove a folder in which a killed browser may still be writing for a moment."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)


def linked(folder: Path, paths: Iterable[Path]) -> dict[str, Path]:
    """Give each file a plain name in `folder`; return the files by their names.

    Raises Mendable where one is not there: some judges would pass it over without a word.
    """
    named = {f"{number:05}{_ending(path)}": path for number, path in enumerate(paths)}
    for name, path in named.items():
        if not path.is_file():
            raise failed("check", f"cannot find {path.name}")
        folder.joinpath(name).symlink_to(path.absolute())
    return named


def _ending(path: Path) -> str:
    return path.suffix if path.suffix.isascii() and path.suffix[1:].isalnum() else ""


def run(
    judge: str,
    command: Sequence[str],
    *,
    folder: Path,
    patience: float,
    told: str = "",
    more: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command in `folder` until it ends.

    It may read `told`; `more` is added to its environment.

    Raises Mendable where it does not start, or has not ended after `patience` seconds.
    """
    heard, out, err = (folder.joinpath(f"judge.{end}") for end in ("in", "out", "err"))
    heard.write_text(told, encoding="utf-8")
    with heard.open("rb") as asked, out.open("wb") as said, err.open("wb") as warned:
        try:
            process = subprocess.Popen(
                [*tied(), *command],
                cwd=folder,
                env={**_environment(folder), **(more or {})},
                stdin=asked,
                stdout=said,
                stderr=warned,
                start_new_session=True,
            )
        except OSError as error:
            raise failed(judge, f"does not start ({error.strerror})") from error
        code = _waited(judge, process, patience)
    return Ended(code=code, out=_text(out), err=_text(err))


def once(judge: str, paths: Iterable[Path], start: Start) -> Verdicts:
    """Return what a script of ours, started once for all files, wrote of each of them.

    `start` is given a folder and the names that the files have in it. Raises Mendable
    `check/judge-failed`; with no file nothing is started.
    """
    files = tuple(paths)
    if not files:
        return {}
    with scratch() as folder:
        named = linked(folder, files)
        return read(judge, start(folder, tuple(named)), folder, named)


def _waited(judge: str, process: subprocess.Popen[bytes], patience: float) -> int:
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired as error:
        raise failed(judge, f"had not ended after {patience:.0f} seconds") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def tied() -> tuple[str, ...]:
    """Return the words before a command that make it end when the one who starts it ends."""
    found = shutil.which("setpriv")
    return (found, "--pdeathsig", "KILL", "--") if found else ()


def _environment(folder: Path) -> dict[str, str]:
    """Return what a judge may know of us: not our locale, home, proxies or options of Java."""
    home = str(folder)
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home, "TMPDIR": home}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def read(judge: str, ended: Ended, folder: Path, named: Mapping[str, Path]) -> Verdicts:
    """Return what a judge's script wrote into `said.json` of each file.

    Raises Mendable where it failed, wrote something else, or passed a file over.
    """
    if ended.code != 0:
        raise failed(judge, f"ended with {ended.code} ({ended.last})")
    try:
        told = json.loads(_text(folder.joinpath(SAID)))
        said = {name: tuple(map(_said, entries)) for name, entries in told.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise failed(judge, "did not say what can be read") from error
    return complete(judge, said, named)


def complete(
    judge: str, said: Mapping[str, tuple[Said, ...]], named: Mapping[str, Path]
) -> Verdicts:
    """Return what was said of each file by its path; raise Mendable where one was passed over."""
    if said.keys() != named.keys():
        raise failed(judge, f"judged {len(said.keys() & named.keys())} of {len(named)} files")
    return {path: said[name] for name, path in named.items()}


def _said(entry: Mapping[str, Any]) -> Said:
    if not entry.keys() <= FIELDS or entry.get("severity") not in SEVERITIES:
        raise ValueError("a finding of another shape")
    return Said(**entry)
