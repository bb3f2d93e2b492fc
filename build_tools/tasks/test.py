"""`editions test`: takes nothing, runs linter, types and tests, gives an exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

from build_tools.layout import PROJECT_DIR
from build_tools.tasks.order import Say

STEPS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    ("pytest", "-q"),
)


def bring(say: Say) -> None:
    """Install the judges that the tests start and that the launcher does not bring: npm's.

    Raises Mendable `judges/pypi` or `judges/npm` where they cannot be had.
    """
    from build_tools.judges import installing

    installing.install_validators(say)


def verify(say: Say, *, quiet: bool = False, steps: Iterable[tuple[str, ...]] = STEPS) -> int:
    """Run every step in the press's own folder, whether or not one fails before; say each line.

    The last line said is pytest's own last; with `quiet` only a step that failed is said.
    Return 1 where a step failed, else 0.
    """
    run = _quietly if quiet else _step
    return max([run(step, say) for step in steps], default=0)


def _quietly(step: tuple[str, ...], say: Say) -> int:
    lines: list[str] = []
    failed = _step(step, lines.append)
    for line in lines if failed else ():
        say(line)
    return failed


def _step(step: tuple[str, ...], say: Say) -> int:
    say(f"$ {' '.join(step)}")
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
            say(line.rstrip("\n"))
    return 0 if running.wait() == 0 else 1
