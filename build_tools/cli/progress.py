"""Progress on a terminal: takes the jobs, gives a block whose watcher draws each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from build_tools.cli import world
from build_tools.model import Job, ProgressEvent

if TYPE_CHECKING:
    from rich.progress import Progress

Watch = Callable[[ProgressEvent | None], None]
CLEAR = "\r\x1b[K"
# What a step costs beside the others, measured on an edition of 25 pages.
COSTS = {"reading": 2, "html": 3, "epub": 2, "pdf": 8, "proof": 9}


@contextmanager
def line(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give a function that shows words in one line, which is gone at the end; on a terminal alone.

    Quietly, it shows nothing.
    """
    stream = world.stderr()
    shows = not quiet and world.is_terminal(stream)

    def say(words: str) -> None:
        """Show words in place of those before."""
        if shows:
            stream.write(f"{CLEAR}{words}")
            stream.flush()

    try:
        yield say
    finally:
        say("")


@contextmanager
def none(_jobs: tuple[Job, ...]) -> Iterator[Watch]:
    """Draw nothing."""
    yield lambda _event: None


@contextmanager
def bar(jobs: tuple[Job, ...]) -> Iterator[Watch]:
    """Draw a bar over editions and phases with the time left; on a terminal alone."""
    if not world.is_terminal(world.stderr()):
        with none(jobs) as watch:
            yield watch
        return
    with _drawn() as drawn:
        yield Steps(jobs, drawn)


def _drawn() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    # No thread of its own draws it: the press forks, and a fork with threads can hang.
    return Progress(
        TextColumn("{task.fields[editions]}"),
        BarColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}"),
        console=Console(file=world.stderr()),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


class Steps:
    """Counts the steps of every edition, and draws how far all of it has come."""

    def __init__(self, jobs: tuple[Job, ...], drawn: Progress) -> None:
        self.drawn = drawn
        self.left: dict[tuple[str, str], dict[str, int]] = {}
        for job in jobs:
            name = (job.target.publication, job.target.language)
            steps = self.left.setdefault(name, {"reading": COSTS["reading"]})
            steps[job.target.format] = COSTS[job.target.format]
        self.begun: dict[tuple[str, str], str] = {}
        self.done = 0
        total = sum(sum(steps.values()) for steps in self.left.values())
        self.bar = drawn.add_task("", total=total, editions=self._editions())

    def __call__(self, event: ProgressEvent | None) -> None:
        """Take a step, or None where time passes without one."""
        if event is not None:
            self._step((event.publication, event.language), event.phase)
        words = ", ".join(f"{name[0]} {name[1]}: {phase}" for name, phase in self.begun.items())
        self.drawn.update(self.bar, description=words, editions=self._editions())
        self.drawn.refresh()

    def _step(self, name: tuple[str, str], phase: str) -> None:
        steps = self.left[name]
        ended = list(steps) if phase == "done" else [self.begun.get(name, "")]
        self.drawn.advance(self.bar, sum(steps.pop(step, 0) for step in ended))
        self.begun[name] = phase
        if phase == "done":
            del self.begun[name]
            self.done += 1

    def _editions(self) -> str:
        return f"{self.done} of {len(self.left)} editions"
