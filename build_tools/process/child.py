"""Run a function in a forked process that dies with its parent, and receive its messages."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FunctionType

from build_tools.process.parent_death import die_with_parent
from build_tools.process.signals import STOP_SIGNALS, block_signals

Send = Callable[[object], None]


@dataclass(slots=True, kw_only=True)
class Child:
    """Hold a running process and the reading end of its pipe."""

    pipe: Connection
    process: ForkProcess
    leads_group: bool

    def receive(self) -> object | None:
        """Return the next message, or None once there are no more."""
        with suppress(EOFError, OSError):
            message: object = self.pipe.recv()
            return message
        return None

    def wait(self) -> int:
        """Wait for the process and return its exit code: negative for the signal that ended it."""
        self.pipe.close()
        self.process.join()
        return self.process.exitcode or 0

    def kill(self) -> None:
        """Kill the process, and all that it started, at once."""
        with suppress(ProcessLookupError, PermissionError):
            if self.leads_group and self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        # Whatever it started holds the other end of the pipe until it has ended too.
        while self.receive() is not None:
            pass
        self.wait()


def start_child(work: Callable[[Send], None], *, log: Path, leads_group: bool) -> Child:
    """Fork a process that runs `work` and sends messages; what it prints goes into `log`.

    With `leads_group` it has a process group of its own, so that all of it can be killed at once.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_child, args=(work, receiver, sender, os.getpid(), log, leads_group))
    with block_signals():
        process.start()
        if leads_group:
            with suppress(ProcessLookupError, PermissionError):
                os.setpgid(process.pid or 0, process.pid or 0)
    sender.close()
    return Child(pipe=receiver, process=process, leads_group=leads_group)


def _run_child(
    work: Callable[[Send], None],
    receiver: Connection,
    sender: Connection,
    parent: int,
    log: Path,
    leads_group: bool,
) -> None:
    receiver.close()
    if leads_group:
        os.setpgid(0, 0)
    for stop in STOP_SIGNALS:
        signal.signal(stop, signal.SIG_DFL)
    die_with_parent(parent)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    _redirect_output(log)
    call_above_large_frame(partial(work, sender.send))
    sender.close()
    if threading.active_count() > 1:  # a root's own code may have started one that never ends
        os._exit(0)


def _redirect_output(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    stream = log.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    for descriptor in (1, 2):
        os.dup2(stream.fileno(), descriptor)
    sys.stdout = sys.stderr = stream


def call_above_large_frame(work: Callable[[], None]) -> None:
    """Call `work` above one oversized frame, so that CPython allocates its frame stack once.

    CPython 3.11 to 3.13 allocates memory for frames in chunks of 16 kB, and frees a chunk as soon as no call
    is in it: a loop at such a boundary allocates each time round, which was a tenth of the layout of a book.
    A frame that needs more than a chunk gets a chunk with room for all that is called from it.
    """

    def call(work: Callable[[], None]) -> None:
        """Call the function from a frame that was allocated once."""
        work()

    # In values of eight bytes: half a megabyte, which makes CPython take a whole one.
    FunctionType(call.__code__.replace(co_stacksize=1 << 16), {})(work)
