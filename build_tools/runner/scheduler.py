"""Schedule the worker processes of editions, and move finished formats into place."""

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

from build_tools.model import (
    WHOLE_PROOF,
    Edition,
    Finding,
    Job,
    ProgressEvent,
    ProofSelection,
    ReportRow,
    ReviewStatus,
    Target,
)
from build_tools.paths import BuildFolder, Root, move_atomically, sweep_leftovers
from build_tools.process import os_errors
from build_tools.process.child import Child, start_child
from build_tools.process.signals import allow_signals, block_signals
from build_tools.runner.preload import preload_formats
from build_tools.runner.worker import (
    Clock,
    EditionJob,
    FailureMessage,
    LocalizeEdition,
    OnEvent,
    ReadMessage,
    WriteMessage,
    run_job,
)

POLL_SECONDS = 0.5
EditionName = tuple[str, str]
RecordRow = Callable[[ReportRow, tuple[Path, ...], tuple[Finding, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """Hold the result of every job, and what was found in each edition."""

    rows: tuple[ReportRow, ...]
    findings_by_edition: Mapping[EditionName, tuple[Finding, ...]]


def run_jobs(
    jobs: Sequence[Job],
    *,
    editions: Mapping[EditionName, Edition],
    root: Root,
    build: BuildFolder,
    workers: int,
    clock: Clock,
    on_event: OnEvent,
    record_row: RecordRow,
    localize_edition: LocalizeEdition,
    weights: Mapping[EditionName, float] = MappingProxyType({}),
    proof: ProofSelection = WHOLE_PROOF,
) -> RunOutcome:
    """Run every job's edition in a process of its own, at most `workers` at a time, longest first.

    `weights` says which take long; `proof` what proofs hold; `localize_edition` gives an edition what
    depends on its review status and its date. `on_event` is called at every step, and with None when
    nothing has happened for a while; `record_row` for each row at once, so that an interrupted build loses
    nothing. A failed edition stops no other.
    KeyboardInterrupt ends every process and is raised again.
    """
    formats_by_edition: dict[EditionName, list[str]] = {}
    for job in jobs:
        name = (job.target.publication, job.target.language)
        formats_by_edition.setdefault(name, []).append(job.target.format)
    edition_jobs = [
        EditionJob(
            edition=editions[name],
            formats=tuple(formats),
            root=root,
            build=build,
            clock=clock,
            localize_edition=localize_edition,
            proof=proof,
            has_idle_core=len(formats_by_edition) < workers,
        )
        for name, formats in formats_by_edition.items()
    ]
    reasons = {job.target: job.reason for job in jobs}
    scheduler = Scheduler(build=build, reasons=reasons, record_row=record_row)
    preload_formats(job.target.format for job in jobs)
    with _freeze_garbage(), _clean_up(scheduler):
        _run_scheduler(scheduler, deque(_order_jobs(edition_jobs, weights)), workers, on_event)
    return RunOutcome(
        rows=tuple(scheduler.rows[job.target] for job in jobs),
        findings_by_edition={name: tuple(found) for name, found in scheduler.findings.items()},
    )


def _order_jobs(edition_jobs: Iterable[EditionJob], weights: Mapping[EditionName, float]) -> list[EditionJob]:
    """Return the longest first; of equals, scripts in turn, which share no fonts to subset."""
    counts = Counter[str]()
    ranked: list[tuple[float, int, EditionJob]] = []
    for job in edition_jobs:
        script, name = job.edition.language.script, (job.edition.publication.id, job.edition.language.tag)
        ranked.append((-weights.get(name, 0.0), counts[script], job))
        counts[script] += 1
    return [job for *_, job in sorted(ranked, key=lambda row: row[:2])]


@dataclass(slots=True, kw_only=True)
class RunningJob:
    """Hold a job whose worker runs, and the formats it has not delivered yet."""

    job: EditionJob
    child: Child
    pending_formats: set[str]
    read_message: ReadMessage | None = None


@dataclass(slots=True, kw_only=True)
class Scheduler:
    """Hold the running jobs and the results so far."""

    build: BuildFolder
    reasons: Mapping[Target, str]
    record_row: RecordRow
    running_jobs: dict[Connection, RunningJob] = field(default_factory=dict)
    rows: dict[Target, ReportRow] = field(default_factory=dict)
    findings: dict[EditionName, list[Finding]] = field(default_factory=dict)

    def start_job(self, job: EditionJob) -> None:
        """Start the worker of a job."""
        job.log_file.unlink(missing_ok=True)
        child = start_child(partial(run_job, job), log=job.log_file, leads_group=True)
        running = RunningJob(job=job, child=child, pending_formats=set(job.formats))
        self.running_jobs[child.pipe] = running

    def receive_message(self, pipe: Connection) -> ProgressEvent | None:
        """Receive one message of a worker; return the event, if it is one."""
        running = self.running_jobs[pipe]
        match running.child.receive():
            case None:
                self._end_job(pipe)
                return running.job.make_event("done")
            case ProgressEvent() as event:
                return event
            case ReadMessage() as read_message:
                running.read_message = read_message
                self._add_findings(running, read_message.findings)
            case WriteMessage() as write_message:
                self._add_findings(running, write_message.findings)
                self._place_output(running, write_message)
            case FailureMessage() as failure:
                self._fail_formats(running, failure.formats, failure.finding)
                self._add_findings(running, failure.others)
        return None

    def kill_all(self) -> None:
        """Kill every worker at once."""
        for running in self.running_jobs.values():
            running.child.kill()
        self.running_jobs.clear()

    def _end_job(self, pipe: Connection) -> None:
        running = self.running_jobs.pop(pipe)
        code = running.child.wait()
        if running.pending_formats:
            error = os_errors.make_killed_error(running.job.edition.file_stem, code)
            finding = running.job.make_finding(error)
            self._fail_formats(running, tuple(running.pending_formats), finding)
        shutil.rmtree(running.job.work_folder, ignore_errors=True)

    def _place_output(self, running: RunningJob, message: WriteMessage) -> None:
        target = running.job.get_target(message.format)
        try:
            move_atomically(message.path, self.build.get_output(target))
        except OSError as error:
            finding = running.job.make_finding(error, message.format)
            self._fail_formats(running, (message.format,), finding)
            return
        running.pending_formats.discard(message.format)
        read = running.read_message
        review_status = read.review_status if read else ReviewStatus()
        row = ReportRow(
            target=target,
            status="built",
            reason=self.reasons[target],
            output=message.output,
            seconds=(read.seconds if read else 0.0) + message.seconds,
            coverage=review_status.coverage,
            review=review_status.review,
            origin=review_status.word_origin,
        )
        self.rows[target] = row
        name = (target.publication, target.language)
        own = (one for one in self.findings.get(name, ()) if one.format in ("", target.format))
        self.record_row(row, read.dependencies if read else (), tuple(own))

    def _add_findings(self, running: RunningJob, findings: Iterable[Finding]) -> None:
        name = (running.job.edition.publication.id, running.job.edition.language.tag)
        self.findings.setdefault(name, []).extend(findings)

    def _fail_formats(self, running: RunningJob, formats: Iterable[str], finding: Finding) -> None:
        self._add_findings(running, [finding])
        for format in formats:
            running.pending_formats.discard(format)
            target = running.job.get_target(format)
            row = ReportRow(target=target, status="failed", reason=self.reasons[target])
            self.rows[target] = row
            self.record_row(row, (), ())


def _run_scheduler(
    scheduler: Scheduler, pending_jobs: deque[EditionJob], workers: int, on_event: OnEvent
) -> None:
    """Start workers and receive messages; signals are let through only between messages."""
    with block_signals():
        while pending_jobs or scheduler.running_jobs:
            while pending_jobs and len(scheduler.running_jobs) < workers:
                scheduler.start_job(pending_jobs.popleft())
            with allow_signals():
                ready = wait(list(scheduler.running_jobs), timeout=POLL_SECONDS)
            if not ready:
                on_event(None)
            for pipe in ready:
                event = scheduler.receive_message(pipe)  # type: ignore[arg-type]
                if event:
                    on_event(event)


@contextmanager
def _freeze_garbage() -> Iterator[None]:
    """Disable garbage collection in forked processes, which end with their edition anyway."""
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


@contextmanager
def _clean_up(scheduler: Scheduler) -> Iterator[None]:
    """Kill every worker and remove half-made files at the end of the block, whatever happens."""
    try:
        yield
    finally:
        with block_signals():
            was_cut_short = bool(scheduler.running_jobs)
            scheduler.kill_all()
            shutil.rmtree(scheduler.build.work, ignore_errors=True)
            if was_cut_short:  # a worker may have been writing into a cache
                for folder in scheduler.build.private.glob("*/"):
                    sweep_leftovers(folder)
