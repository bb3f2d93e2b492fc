"""Takes a function, runs it in a forked process that dies with its parent; gives its messages."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

from build_tools.press.stack import with_room

Send = Callable[[object], None]
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True, kw_only=True)
class Child:
    """A running process and the end of its pipe that we read."""

    pipe: Connection
    process: ForkProcess
    leads: bool

    def receive(self) -> object | None:
        """Return the next message, or None once there will be no more."""
        try:
            message: object = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return message

    def end(self) -> int:
        """Wait for the process and return its exit code: negative for the signal that ended it."""
        self.pipe.close()
        self.process.join()
        return self.process.exitcode or 0

    def kill(self) -> None:
        """End the process, and all that it started, at once."""
        with suppress(ProcessLookupError, PermissionError):
            if self.leads and self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        # Whatever it started holds the other end of the pipe until it has ended too.
        while self.receive() is not None:
            pass
        self.end()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold SIGINT, SIGTERM and SIGHUP back until the block is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for the length of a block; it is gone afterwards, whenever a signal comes."""
    with undisturbed():
        folder = Path(tempfile.mkdtemp(prefix="editions-"))
        try:
            with disturbed():
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def disturbed() -> Iterator[None]:
    """Let signals through until the block is done."""
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def start(work: Callable[[Send], None], *, log: Path, leads: bool) -> Child:
    """Fork a process that does `work` and sends messages; what it prints goes into `log`.

    With `leads` it has a process group of its own, so that all of it can be killed at once.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_live, args=(work, ours, theirs, os.getpid(), log, leads))
    with undisturbed():
        process.start()
        if leads:
            with suppress(ProcessLookupError, PermissionError):
                os.setpgid(process.pid or 0, process.pid or 0)
    theirs.close()
    return Child(pipe=ours, process=process, leads=leads)


def _live(
    work: Callable[[Send], None],
    ours: Connection,
    theirs: Connection,
    parent: int,
    log: Path,
    leads: bool,
) -> None:
    ours.close()
    if leads:
        os.setpgid(0, 0)
    for stop in STOPS:
        signal.signal(stop, signal.SIG_DFL)
    _die_with(parent)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    _speak_into(log)
    with_room(partial(work, theirs.send))
    theirs.close()


def _die_with(parent: int) -> None:
    """Ask the kernel to end this process when its parent ends, however that comes about."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _speak_into(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    stream = log.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    for descriptor in (1, 2):
        os.dup2(stream.fileno(), descriptor)
    sys.stdout = sys.stderr = stream
