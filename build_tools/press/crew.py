"""The parent of the editions' processes: starts them, moves what they made into place."""

from __future__ import annotations

import gc
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MappingProxyType

from build_tools.layout import BuildFolder, Root, move_atomically
from build_tools.model import (
    Coverage,
    Edition,
    Finding,
    Format,
    Job,
    ProgressEvent,
    ReportRow,
    Target,
)
from build_tools.press import process, trouble
from build_tools.press.edition import (
    Clock,
    Failed,
    Finish,
    Read,
    Task,
    Watch,
    Written,
    killed,
    make,
)
from build_tools.press.preload import preload

TICK = 0.5
Name = tuple[str, str]
Keep = Callable[[ReportRow, tuple[Path, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of every job; `dependencies` are the files that each edition took in."""

    rows: tuple[ReportRow, ...]
    findings: tuple[Finding, ...]
    dependencies: Mapping[Name, tuple[Path, ...]]


def run(
    jobs: Sequence[Job],
    *,
    editions: Mapping[Name, Edition],
    root: Root,
    build: BuildFolder,
    workers: int,
    clock: Clock,
    watch: Watch,
    keep: Keep,
    finish: Finish,
    weights: Mapping[Name, float] = MappingProxyType({}),
) -> Outcome:
    """Make every job's edition, a process each, at most `workers` at a time, longest first.

    `editions` has an Edition for each (publication, language); `weights` says which take long.
    `finish` gives an edition what only its standing and its date can tell.
    `watch` is called at every step, and with None when nothing has happened for a while;
    `keep` for each row at once, so that an interrupted build loses nothing that was finished.
    A failed edition stops no other. KeyboardInterrupt ends every process and passes on.
    """
    tasks = _tasks(jobs, editions, root, build, workers, clock, finish)
    tasks = _in_turn(tasks, weights)
    crew = _Crew(build=build, reasons={job.target: job.reason for job in jobs}, keep=keep)
    preload(job.target.format for job in jobs)
    with _cold_garbage(), _clean(crew):
        _drive(crew, deque(tasks), workers, watch)
    return Outcome(
        rows=tuple(crew.rows[job.target] for job in jobs),
        # What is wrong with the words of the design is found by every edition of a language.
        findings=tuple(dict.fromkeys(crew.findings)),
        dependencies=crew.dependencies,
    )


def _name(edition: Edition) -> Name:
    return edition.publication.id, edition.language.tag


def _tasks(
    jobs: Sequence[Job],
    editions: Mapping[Name, Edition],
    root: Root,
    build: BuildFolder,
    workers: int,
    clock: Clock,
    finish: Finish,
) -> list[Task]:
    due: dict[Name, list[Format]] = {}
    for job in jobs:
        target = job.target
        due.setdefault((target.publication, target.language), []).append(target.format)
    return [
        Task(
            edition=editions[name],
            formats=tuple(formats),
            root=root,
            build=build,
            clock=clock,
            finish=finish,
            spare=len(due) < workers,
        )
        for name, formats in due.items()
    ]


def _in_turn(tasks: Iterable[Task], weights: Mapping[Name, float]) -> list[Task]:
    """Return the longest first; of those alike, scripts in turn, which share no faces to cut."""
    met = Counter[str]()
    ranked: list[tuple[float, int, Task]] = []
    for task in tasks:
        script = task.edition.language.script
        ranked.append((-weights.get(_name(task.edition), 0.0), met[script], task))
        met[script] += 1
    return [task for *_, task in sorted(ranked, key=lambda each: each[:2])]


@dataclass(slots=True, kw_only=True)
class _Busy:
    """A task at work in its process, and what it still owes."""

    task: Task
    child: process.Child
    owed: set[Format]
    read: Read | None = None


@dataclass(slots=True, kw_only=True)
class _Crew:
    """Who is at work, and what has come of it so far."""

    build: BuildFolder
    reasons: Mapping[Target, str]
    keep: Keep
    busy: dict[Connection, _Busy] = field(default_factory=dict)
    rows: dict[Target, ReportRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    dependencies: dict[Name, tuple[Path, ...]] = field(default_factory=dict)

    def begin(self, task: Task) -> None:
        """Start a task's process."""
        task.log.unlink(missing_ok=True)
        child = process.start(partial(make, task), log=task.log, leads=True)
        self.busy[child.pipe] = _Busy(task=task, child=child, owed=set(task.formats))

    def take(self, pipe: Connection) -> ProgressEvent | None:
        """Take one message of a process; return the step that it tells of, if it does."""
        busy = self.busy[pipe]
        match busy.child.receive():
            case None:
                self._end(pipe)
                return busy.task.event("done")
            case ProgressEvent() as event:
                return event
            case Read() as read:
                busy.read = read
                self.findings += read.findings
                self.dependencies[_name(busy.task.edition)] = read.dependencies
            case Written() as written:
                self.findings += written.findings
                self._place(busy, written)
            case Failed() as failed:
                self._fail(busy, failed.formats, failed.finding)
                self.findings += failed.others
        return None

    def kill(self) -> None:
        """End every process at once."""
        for busy in self.busy.values():
            busy.child.kill()
        self.busy.clear()

    def _end(self, pipe: Connection) -> None:
        busy = self.busy.pop(pipe)
        code = busy.child.end()
        if busy.owed:
            error = killed(busy.task.edition, code)
            self._fail(busy, tuple(busy.owed), _finding(busy.task, error))
        shutil.rmtree(busy.task.work, ignore_errors=True)

    def _place(self, busy: _Busy, written: Written) -> None:
        target = busy.task.target(written.format)
        try:
            move_atomically(written.made, self.build.get_output(target))
        except OSError as error:
            self._fail(busy, (written.format,), _finding(busy.task, error, written.format))
            return
        busy.owed.discard(written.format)
        reading = busy.read.seconds if busy.read else 0.0
        coverage = busy.read.coverage if busy.read else Coverage()
        row = ReportRow(
            target=target,
            status="built",
            reason=self.reasons[target],
            output=written.output,
            seconds=reading + written.seconds,
            coverage=coverage,
        )
        self.rows[target] = row
        self.keep(row, busy.read.dependencies if busy.read else ())

    def _fail(self, busy: _Busy, formats: Iterable[Format], finding: Finding) -> None:
        self.findings.append(finding)
        for format in formats:
            busy.owed.discard(format)
            target = busy.task.target(format)
            self.rows[target] = ReportRow(
                target=target, status="failed", reason=self.reasons[target]
            )


def _finding(task: Task, error: BaseException, format: str = "") -> Finding:
    publication, language = _name(task.edition)
    return trouble.finding(
        error,
        task.build,
        task.root.path,
        publication=publication,
        language=language,
        format=format,
    )


def _drive(crew: _Crew, waiting: deque[Task], workers: int, watch: Watch) -> None:
    """Start and hear processes; a signal is heard between messages, so that none is half taken."""
    with process.undisturbed():
        while waiting or crew.busy:
            while waiting and len(crew.busy) < workers:
                crew.begin(waiting.popleft())
            with process.disturbed():
                ready = wait(list(crew.busy), timeout=TICK)
            if not ready:
                watch(None)
            for pipe in ready:
                event = crew.take(pipe)  # type: ignore[arg-type]
                if event:
                    watch(event)


@contextmanager
def _cold_garbage() -> Iterator[None]:
    """Keep the collector off in forked processes, which end with their edition anyway."""
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


@contextmanager
def _clean(crew: _Crew) -> Iterator[None]:
    """Leave no process and no half-made file behind, whatever happens."""
    try:
        yield
    finally:
        with process.undisturbed():
            crew.kill()
            shutil.rmtree(crew.build.private / "work", ignore_errors=True)
