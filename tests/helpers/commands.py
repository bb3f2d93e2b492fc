"""Run the command as a user does, in a fork of this process, which has imported all that it needs."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

from build_tools.cli import main

# The timeout of a command, which SIGALRM ends.
PATIENCE = 240


def run_command(
    *words: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> CompletedProcess[str]:
    """Run `editions` with these words and return what it printed, and its exit code.

    `env` is added to the environment; a library that is loaded already does not read it again.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            _run_child([str(word) for word in words], (out, err), cwd, env or {})
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        texts = [_read_text(stream) for stream in (out, err)]
    return CompletedProcess([str(word) for word in words], code, *texts)


def _read_text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


def _run_child(
    words: list[str], streams: tuple[IO[bytes], ...], cwd: Path | None, env: Mapping[str, str]
) -> None:
    """Run the command in this process, which ends with it whatever happens."""
    code = 1
    try:
        gc.freeze()  # what the tests have made before is not looked through, nor copied
        signal.alarm(PATIENCE)
        _redirect(streams)
        os.environ |= env
        os.chdir(cwd or Path.cwd())
        sys.argv = ["editions", *words]
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(streams: tuple[IO[bytes], ...]) -> None:
    """Give the standard streams to the command, as it gets them from a shell."""
    nowhere = os.open(os.devnull, os.O_RDONLY)
    for number, descriptor in enumerate((nowhere, *(stream.fileno() for stream in streams))):
        os.dup2(descriptor, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
