"""Run `editions test`: linter, type checker and tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack

from build_tools.paths import PROJECT_DIR
from build_tools.tasks.options import Echo

STEPS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    # A file of tests stays in one process, with what its tests share; tests/conftest.py orders the files.
    ("pytest", "-q", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"),
)


def install_test_validators(echo: Echo) -> None:
    """Install the validators of npm, which the launcher does not install. Raises UserError `judges/…`."""
    from build_tools.validators import install

    install.install_validators(echo)


def run_test_steps(echo: Echo, *, quiet: bool = False, steps: Iterable[tuple[str, ...]] = STEPS) -> int:
    """Run every step, even after one failed, and echo it, if `quiet` a failed one alone; return 1 or 0.

    All start at once: the type checker uses one core while the tests begin.
    """
    follow = _follow_quietly if quiet else _follow_step
    with ExitStack() as stack:
        running = [(step, stack.enter_context(_start_step(step))) for step in steps]
        return max([follow(step, process, echo) for step, process in running], default=0)


def _start_step(step: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *step],
        cwd=PROJECT_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _follow_quietly(step: tuple[str, ...], process: subprocess.Popen[str], echo: Echo) -> int:
    lines: list[str] = []
    failed = _follow_step(step, process, lines.append)
    for line in lines if failed else ():
        echo(line)
    return failed


def _follow_step(step: tuple[str, ...], process: subprocess.Popen[str], echo: Echo) -> int:
    """Echo a step and its lines until it ends; return 1 if it failed."""
    echo(f"$ {' '.join(step)}")
    for line in process.stdout or ():
        echo(line.rstrip("\n"))
    return 0 if process.wait() == 0 else 1
