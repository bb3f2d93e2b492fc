"""Show the progress of a command on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from build_tools.cli import console, environment
from build_tools.model import FORMATS, Job, ProgressEvent, ReportRow, Target

if TYPE_CHECKING:
    from rich.progress import Progress

OnEvent = Callable[[ProgressEvent | ReportRow | None], None]
Display = Callable[[tuple[Job, ...]], AbstractContextManager[OnEvent]]


@contextmanager
def show_status_line(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows a text in one line, only on a terminal, and not if `quiet`."""
    stream = environment.get_stderr()
    is_visible = not quiet and environment.is_terminal(stream)

    def show_text(words: str) -> None:
        """Show a text in place of the one before."""
        if is_visible:
            stream.write(f"\r\x1b[K{words}")
            stream.flush()

    try:
        yield show_text
    finally:
        show_text("")


@contextmanager
def hide_progress(_jobs: tuple[Job, ...]) -> Iterator[OnEvent]:
    """Show no progress."""
    yield lambda _event: None


class RowLines:
    """Print a line on stdout for each target as it ends, beside the display of another."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self.printed: set[Target] = set()

    @contextmanager
    def __call__(self, jobs: tuple[Job, ...]) -> Iterator[OnEvent]:
        """Yield a function that prints a row, and shows every event."""
        widths = console.measure_row_names(job.target for job in jobs)
        with self.display(jobs) as show_event:

            def take_event(event: ProgressEvent | ReportRow | None) -> None:
                """Print a row; show what is none."""
                if isinstance(event, ReportRow):
                    console.echo(console.format_row(event, widths))
                    self.printed.add(event.target)
                else:
                    show_event(event)

            yield take_event


@contextmanager
def show_progress_bar(jobs: tuple[Job, ...]) -> Iterator[OnEvent]:
    """Show a bar over editions and phases with the time left; on a terminal only."""
    if not environment.is_terminal(environment.get_stderr()):
        with hide_progress(jobs) as on_event:
            yield on_event
        return
    with _make_progress() as progress:
        yield ProgressSteps(jobs, progress)


def _make_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    # No refreshing thread: the build forks, and a fork of a process with threads can hang.
    return Progress(
        TextColumn("{task.fields[editions]}"),
        BarColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}"),
        console=Console(file=environment.get_stderr()),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


class ProgressSteps:
    """Count the steps of every edition, and draw the progress of all of them."""

    def __init__(self, jobs: tuple[Job, ...], progress: Progress) -> None:
        self.progress = progress
        self.remaining_steps: dict[tuple[str, str], dict[str, int]] = {}
        for job in jobs:
            name = (job.target.publication, job.target.language)
            # What reading costs beside the formats, measured on an edition of 25 pages.
            steps = self.remaining_steps.setdefault(name, {"reading": 2})
            steps[job.target.format] = FORMATS[job.target.format].cost
        self.phases: dict[tuple[str, str], str] = {}
        self.finished_editions = 0
        total = sum(sum(steps.values()) for steps in self.remaining_steps.values())
        self.task_id = progress.add_task("", total=total, editions=self._count_editions())

    def __call__(self, event: ProgressEvent | ReportRow | None) -> None:
        """Take a step, or None if time passes without one."""
        if isinstance(event, ProgressEvent):
            self._take_step((event.publication, event.language), event.phase)
        words = ", ".join(f"{name[0]} {name[1]}: {phase}" for name, phase in self.phases.items())
        self.progress.update(self.task_id, description=words, editions=self._count_editions())
        self.progress.refresh()

    def _take_step(self, name: tuple[str, str], phase: str) -> None:
        edition_steps = self.remaining_steps[name]
        finished_steps = list(edition_steps) if phase == "done" else [self.phases.get(name, "")]
        costs = (edition_steps.pop(step, 0) for step in finished_steps)
        self.progress.advance(self.task_id, sum(costs))
        self.phases[name] = phase
        if phase == "done":
            del self.phases[name]
            self.finished_editions += 1

    def _count_editions(self) -> str:
        return f"{self.finished_editions} of {len(self.remaining_steps)} editions"
