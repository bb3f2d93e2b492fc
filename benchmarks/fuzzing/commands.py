"""Run commands as processes that are forked from one which has imported everything."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from build_tools.process.parent_death import die_with_parent
from build_tools.process.signals import STOP_SIGNALS, block_signals

MEMORY = 4 << 30  # of addresses, so that nothing takes this machine with it
PATIENCE = 75.0  # on the clock; the limit of processor time is below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold what a command did: its exit code, lines, seconds of processor time, bytes of memory."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float
    memory: int
    was_stopped: bool = False


def preload_commands() -> None:
    """Import once what every command needs."""
    from build_tools.runner.preload import preload_formats

    import_module("build_tools.cli.dispatch")
    for name in (
        "build",
        "check",
        "catalogue.check",
        "catalogue.status",
        "catalogue.update",
        "catalogue.review",
    ):
        import_module(f"build_tools.cli.commands.{name}")
    import_module("build_tools.catalogues.update")
    import_module("build_tools.catalogues.lint")
    import_module("build_tools.doctor")
    preload_formats(["html"])


def start_command(words: Sequence[str], work: Path) -> int:
    """Start a command, whose output goes into files of a folder; return its process."""
    parent = os.getpid()
    with block_signals():
        process = os.fork()
        if process == 0:
            _run_command(words, work, parent)
    return process


def _run_command(words: Sequence[str], work: Path, parent: int) -> NoReturn:
    code = 99
    try:
        _end_at_signals()
        os.setsid()
        die_with_parent(parent)
        for number, name in enumerate(("in", "out", "err")):
            flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(os.devnull if name == "in" else work / name, flags, 0o600), number)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(work)
        sys.argv = ["editions", *words]
        from build_tools.cli.main import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        os.write(2, f"Traceback of {type(error).__name__}: {error}\n".encode("utf-8", "backslashreplace"))
    os._exit(code)


def _end_at_signals() -> None:
    """End with 130 at a signal, until the command has handlers of its own."""
    for stop in STOP_SIGNALS:
        signal.signal(stop, lambda *_: os._exit(130))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def finish_command(words: Sequence[str], process: int, work: Path, *, was_stopped: bool = False) -> Run:
    """Wait for a command to end, kill it where it never does, and return what it did."""
    deadline = time.monotonic() + PATIENCE
    ended, status, usage = os.wait4(process, os.WNOHANG)
    while not ended:
        if time.monotonic() > deadline:
            os.killpg(process, signal.SIGKILL)
        time.sleep(0.01)
        ended, status, usage = os.wait4(process, os.WNOHANG)
    return Run(
        words=tuple(words),
        code=os.waitstatus_to_exitcode(status),
        out=(work / "out").read_text("utf-8", "replace") if (work / "out").exists() else "",
        err=(work / "err").read_text("utf-8", "replace") if (work / "err").exists() else "",
        seconds=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * 1024,
        was_stopped=was_stopped,
    )


def run_command(words: Sequence[str], work: Path) -> Run:
    """Run a command to its end."""
    return finish_command(words, start_command(words, work), work)
