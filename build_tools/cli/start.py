"""What runs first: signals and closed streams are met before anything that takes long to import."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> NoReturn:
    """Run the command of this process and end with its exit code."""
    _open_streams()
    _listen()
    try:
        from build_tools.cli.entry import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _interrupted()
    _ignore()
    code = _ended(code)
    gc.freeze()  # all memory is given back at once: there is nothing to collect
    sys.exit(code)


def _listen() -> None:
    for stop in STOPS:
        # nohup asks that the end of a terminal stop nothing.
        if stop != signal.SIGHUP or signal.getsignal(stop) != signal.SIG_IGN:
            signal.signal(stop, _stop)


def _stop(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore() -> None:
    for stop in STOPS:
        signal.signal(stop, signal.SIG_IGN)


def _interrupted() -> int:
    _ignore()
    from build_tools.cli import voice

    voice.warn("interrupted: no process is left, and nothing half-made")
    return INTERRUPTED


def _open_streams() -> None:
    """Open what the caller closed: else the next file that is opened would be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def _ended(code: int) -> int:
    """Return the exit code once all is written; what a full disk does not take is an error."""
    from build_tools.cli import world

    try:
        world.stdout().flush()
    except OSError as error:
        world.hush(world.stdout())
        return code if isinstance(error, BrokenPipeError) else code or 1
    return code
