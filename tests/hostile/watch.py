"""Build a root and record what its processes read, wrote, started and called."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from build_tools.errors import UserError
from build_tools.model import CommandResult, Job, ProgressEvent, ReportRow
from build_tools.paths import PROJECT_DIR, BuildFolder, Root
from build_tools.tasks.options import OnEvent, Options, Selection
from tests.hostile.rooting import SECRETS

CHANGES = {
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
    "os.symlink", "os.truncate", "os.utime", "os.setxattr", "shutil.rmtree",
}  # fmt: skip
STARTS = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}
CALLS = ("socket.", "http.client", "ftplib.", "smtplib.", "webbrowser.")
# Files of this program, of Python and of the system.
OURS = (
    str(PROJECT_DIR),
    sys.base_prefix,
    "/usr/",
    "/etc/docutils.conf",
    "/etc/mime.types",
    "/dev/null",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The events of a build: files read and changed, programs, network calls, and its cost.

    `looked` are the files that the command itself read to detect changes; `read` are those
    that editions read. `stopped` is the code of the error that stopped the command, empty
    if none did.
    """

    result: CommandResult
    stopped: str
    looked: frozenset[str]
    read: frozenset[str]
    written: frozenset[str]
    programs: frozenset[str]
    calls: frozenset[str]
    clock: float
    work: float
    memory: int

    def strays(self, own: tuple[str, ...], clean: Watched) -> list[str]:
        """Return what was read outside the `own` folders and is not read by `clean`.

        Files with the name of a secret are included, wherever they are. The command itself
        reads every file of `source/`, to detect changes.
        """
        read = self.read - clean.read
        checked = {name for name in self.looked if "/source/" not in name}
        outside = {name for name in read | self.looked if not name.startswith((*own, *OURS))}
        return sorted(outside | {name for name in read | checked if Path(name).name in SECRETS})

    def elsewhere(self, out: Path) -> list[str]:
        """Return what was changed outside the build folder."""
        allowed = (str(out), "/dev/null")
        return [name for name in sorted(self.written) if not name.startswith(allowed)]


def build(root: Root, out: BuildFolder, formats: tuple[str, ...] = ()) -> Watched:
    """Build the French editions of a root as `editions build` does, under observation."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "events"
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        began = time.perf_counter()
        child = context.Process(target=_live, args=(root, out, formats, log, theirs))
        child.start()
        theirs.close()
        result, stopped, work, memory = ours.recv()
        child.join()
        clock = time.perf_counter() - began
        events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return Watched(
        result=result,
        stopped=stopped,
        looked=_named(events, "look"),
        read=_named(events, "read"),
        written=_named(events, "write"),
        programs=_named(events, "start"),
        calls=_named(events, "call"),
        clock=clock,
        work=work,
        memory=memory,
    )


def _named(events: list[tuple[str, str]], kind: str) -> frozenset[str]:
    return frozenset(name for what, name in events if what == kind)


def _live(root: Root, out: BuildFolder, formats: tuple[str, ...], log: Path, answer: Connection) -> None:
    from build_tools.tasks.build import run as task

    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    order = Options(
        root=root,
        build=out,
        selection=Selection(languages=("fr",), formats=formats),
        workers=2,
    )
    sys.addaudithook(_hook(descriptor))
    result, stopped = CommandResult(rows=()), ""
    try:
        result = task.build_editions(order, clock=time.monotonic, show=_silent, echo=lambda _: None)
    except UserError as error:
        stopped = error.code
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    work = sum(each.ru_utime + each.ru_stime for each in spent)
    answer.send((result, stopped, work, max(each.ru_maxrss for each in spent)))
    answer.close()


def _silent(_: tuple[Job, ...]) -> AbstractContextManager[OnEvent]:
    def watch(_: ProgressEvent | ReportRow | None) -> None:
        """Show nothing."""

    return nullcontext(watch)


def _hook(descriptor: int) -> Callable[[str, tuple[Any, ...]], None]:
    met: set[tuple[str, str]] = set()
    command = os.getpid()

    def heard(event: str, args: tuple[Any, ...]) -> None:
        for what, name in _told(event, args):
            found = ("look" if what == "read" and os.getpid() == command else what, name)
            if found not in met:
                met.add(found)
                os.write(descriptor, json.dumps(found).encode() + b"\n")

    return heard


def _told(event: str, args: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """Yield the meaning of one of Python's audit events (PEP 578): `read`, `write`, `start` or `call`."""
    if event == "open" and isinstance(args[0], str | bytes):
        mode, flags = args[1], args[2] or 0
        writes = flags & WRITING or (isinstance(mode, str) and set(mode) & set("wax+"))
        yield "write" if writes else "read", _whole(args[0])
    elif event in CHANGES:
        names = [name for name in args if isinstance(name, str | bytes)]
        folders = [each for each in args[len(names) :] if isinstance(each, int)]
        yield from (("write", _whole(name, folders[-1:])) for name in names)
    elif event in STARTS:
        yield "start", Path(os.fsdecode(args[0] or "")).name
    elif event == "urllib.Request":
        # A file is reported when it is opened.
        yield from () if str(args[0]).startswith("file:") else (("call", f"{event} {args[0]}"),)
    elif event.startswith(CALLS):
        yield "call", " ".join([event, *(str(arg) for arg in args if isinstance(arg, str | tuple))])


def _whole(name: str | bytes, folders: Sequence[int] = ()) -> str:
    """Return an absolute path; `folders` has the open folder that it is relative to, if any."""
    inside = Path.cwd()
    if folders and folders[0] >= 0:
        inside = Path(f"/proc/self/fd/{folders[0]}").readlink()
    return os.path.normpath(inside / os.fsdecode(name))
