"""Start the command: handle signals and closed streams before any slow import."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MOMENT = 0.01  # seconds


def main() -> NoReturn:
    """Run the command of this process and exit with its code."""
    _open_standard_streams()
    _handle_signals()
    try:
        from build_tools.cli.dispatch import run_command

        code = run_command(sys.argv[1:])
        _ignore_signals()
    except KeyboardInterrupt:
        _ignore_signals()
        from build_tools.cli import console

        console.echo_error("interrupted: no process is left, and nothing half-made")
        code = 130
    except ModuleNotFoundError as error:  # a package was removed: what prints errors may lack it too
        from build_tools.errors import make_environment_error

        sys.stderr.write(f"{make_environment_error(error)}\n")
        code = 2
    code = _flush_stdout(code)
    gc.freeze()  # all memory is given back at once: there is nothing to collect
    sys.exit(code)


def _handle_signals() -> None:
    for stop in STOP_SIGNALS:
        # nohup asks that the end of a terminal stop nothing.
        if stop != signal.SIGHUP or signal.getsignal(stop) != signal.SIG_IGN:
            signal.signal(stop, _raise_interrupt)
    sys.unraisablehook = _repeat_interrupt


def _raise_interrupt(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _repeat_interrupt(unraisable: UnraisableHookArgs) -> None:
    """Interrupt again, a moment later, where Python dropped it: in a destructor, say."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.setitimer(signal.ITIMER_REAL, MOMENT)
    else:
        sys.__unraisablehook__(unraisable)


def _ignore_signals() -> None:
    for stop in STOP_SIGNALS:
        signal.signal(stop, signal.SIG_IGN)


def _open_standard_streams() -> None:
    """Open the streams that the caller closed: else the next file would take their place."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def _flush_stdout(code: int) -> int:
    """Return the exit code once all output is written; a full disk is an error."""
    from build_tools.cli import environment

    try:
        environment.get_stdout().flush()
    except OSError as error:
        environment.discard_output(environment.get_stdout())
        return code if isinstance(error, BrokenPipeError) else code or 1
    return code
