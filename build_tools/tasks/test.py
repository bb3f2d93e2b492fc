"""Run `editions test`: linter, type checker and tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

from build_tools.paths import PROJECT_DIR
from build_tools.tasks.options import Echo

STEPS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    # A file of tests stays in one process, with what its tests share.
    ("pytest", "-q", "--numprocesses=auto", "--dist=loadfile"),
)


def install_test_validators(echo: Echo) -> None:
    """Install the validators of npm, which the launcher does not install. Raises UserError `judges/…`."""
    from build_tools.validators import install

    install.install_validators(echo)


def run_test_steps(echo: Echo, *, quiet: bool = False, steps: Iterable[tuple[str, ...]] = STEPS) -> int:
    """Run every step, even after one failed, and echo it, if `quiet` a failed one alone; return 1 or 0."""
    run = _run_step_quietly if quiet else _run_step
    return max([run(step, echo) for step in steps], default=0)


def _run_step_quietly(step: tuple[str, ...], echo: Echo) -> int:
    lines: list[str] = []
    failed = _run_step(step, lines.append)
    for line in lines if failed else ():
        echo(line)
    return failed


def _run_step(step: tuple[str, ...], echo: Echo) -> int:
    echo(f"$ {' '.join(step)}")
    with subprocess.Popen(
        [sys.executable, "-m", *step],
        cwd=PROJECT_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            echo(line.rstrip("\n"))
    return 0 if running.wait() == 0 else 1
