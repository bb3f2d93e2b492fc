"""Run `editions build`: build what is out of date, and return a row for every target."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from build_tools import build_plan, fonts
from build_tools.inventory import find_shared_labels
from build_tools.model import (
    FORMATS,
    CommandResult,
    Edition,
    Finding,
    Job,
    Plan,
    Register,
    ReportRow,
    Target,
    TargetRecord,
)
from build_tools.paths import BuildFolder, sweep_leftovers
from build_tools.process import lock, os_errors
from build_tools.register import format_long_date, get_language_name, read_register, select_targets
from build_tools.tasks.build.build_records import (
    BuildRecord,
    is_output_intact,
    make_build_record,
    read_build_records,
    write_build_records,
)
from build_tools.tasks.build.inputs import Inputs
from build_tools.tasks.options import Clock, Echo, Options, ProgressDisplay, check_output
from build_tools.tasks.report import run_with_report


def build_editions(options: Options, *, clock: Clock, show: ProgressDisplay, echo: Echo) -> CommandResult:
    """Build what is out of date and write the report. Raises UserError for wrong options or register."""
    reports = check_output(options)
    work = partial(_build_selection, options, clock, show)
    if not options.root.has_register:  # a misspelt --root gets no build folder
        return run_with_report("build", reports, clock, work)
    with lock.hold_build_folder(options.build, echo), _convert_os_errors(options):
        _sweep_build_folder(options.build)
        return run_with_report("build", (options.build.report, *reports), clock, work)


def plan_build(options: Options) -> tuple[Job, ...]:
    """Return the jobs that a build would run now, each with its reason; build nothing."""
    check_output(options)
    return _plan_selection(options).plan.jobs


def _sweep_build_folder(build: BuildFolder) -> None:
    """Remove what builds left that were killed, and put back what they took out of its place."""
    shutil.rmtree(build.work, ignore_errors=True)
    for folder in (build.path, build.private, *build.private.glob("*/"), *build.path.glob("editions/*/*/")):
        sweep_leftovers(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BuildState:
    register: Register
    targets: tuple[Target, ...]
    inputs: Inputs
    records: dict[Target, BuildRecord]
    plan: Plan


def _plan_selection(options: Options) -> _BuildState:
    register = read_register(options.root)
    selection = options.selection
    targets = select_targets(register, selection.publications, selection.languages, selection.formats)
    build = options.build
    inputs = Inputs(register=register, root=options.root, build=build, epoch=options.epoch)
    build_records = read_build_records(build)
    known = {target: build_records[target] for target in targets if target in build_records}
    current_inputs = {target: inputs.collect(target) for target in targets}
    for target, build_record in known.items():
        earlier = build_record.record.inputs
        current_inputs[target] = inputs.add_earlier_sources(current_inputs[target], earlier)
    planned = build_plan.make_plan(
        targets,
        inputs=current_inputs,
        records={target: build_record.record for target, build_record in build_records.items()},
        intact={t for t, record in known.items() if is_output_intact(build, record)},
        force=options.force,
    )
    return _BuildState(register=register, targets=targets, inputs=inputs, records=build_records, plan=planned)


def _build_selection(options: Options, clock: Clock, show: ProgressDisplay) -> CommandResult:
    state = _plan_selection(options)
    fresh = {
        one.target: ReportRow(target=one.target, status="fresh", output=one.output, coverage=one.coverage)
        for one in state.plan.fresh
    }
    if not state.plan.jobs:
        return CommandResult(rows=tuple(fresh[target] for target in state.targets))
    fontless_rows = tuple(
        ReportRow(target=job.target, status="failed", reason=job.reason)
        for job in state.plan.jobs
        if job.target.language in state.inputs.missing_fonts
    )
    rows, findings = _run_jobs(options, state, clock, show)
    all_rows = fresh | {row.target: row for row in (*fontless_rows, *rows)}
    failed = any(row.status == "failed" for row in all_rows.values())
    due = {job.target.publication for job in state.plan.jobs}
    return CommandResult(
        rows=tuple(all_rows[target] for target in state.targets),
        findings=(
            *_iter_font_findings(options, state, fontless_rows),
            *find_shared_labels(state.inputs.load_inventories(), due),
            *findings,
        ),
        exit_code=1 if failed else 0,
    )


def _iter_font_findings(
    options: Options, state: _BuildState, rows: tuple[ReportRow, ...]
) -> Iterator[Finding]:
    for publication, tag in dict.fromkeys((r.target.publication, r.target.language) for r in rows):
        error = state.inputs.missing_fonts[tag]
        yield os_errors.convert_exception(
            error, options.build, options.root.path, publication=publication, language=tag
        )


def _run_jobs(
    options: Options, state: _BuildState, clock: Clock, show: ProgressDisplay
) -> tuple[tuple[ReportRow, ...], tuple[Finding, ...]]:
    from build_tools.runner import scheduler

    jobs = tuple(j for j in state.plan.jobs if j.target.language not in state.inputs.missing_fonts)
    if not jobs:
        return (), ()
    recorder = _Recorder(options=options, state=state)
    with show(jobs) as watch, recorder.write_at_exit():
        outcome = scheduler.run_jobs(
            jobs,
            editions=_load_editions(options, state, jobs),
            root=options.root,
            build=options.build,
            workers=options.workers,
            clock=clock,
            on_event=watch,
            weights=_estimate_weights(state.records),
            record_row=recorder,
            localize_edition=localize_edition,
        )
    return outcome.rows, outcome.findings


def _load_editions(
    options: Options, state: _BuildState, jobs: tuple[Job, ...]
) -> Mapping[tuple[str, str], Edition]:
    names = {(job.target.publication, job.target.language) for job in jobs}
    editions = {name: state.inputs.load_edition(*name) for name in names}
    if options.epoch is None:
        return editions
    return {name: replace(edition, date=options.epoch) for name, edition in editions.items()}


def _estimate_weights(records: Mapping[Target, BuildRecord]) -> Mapping[tuple[str, str], float]:
    """Return an estimate of the time of each edition: the number of pages of its slow format."""
    return {
        (target.publication, target.language): float(build_record.record.output.pages)
        for target, build_record in records.items()
        if build_record.record.output.pages and FORMATS[target.format].is_slow
    }


@dataclass(slots=True, kw_only=True)
class _Recorder:
    """Record each finished row, and write the records even if the build is interrupted."""

    options: Options
    state: _BuildState
    new_records: dict[Target, BuildRecord] = field(default_factory=dict)

    def __call__(self, row: ReportRow, dependencies: tuple[Path, ...]) -> None:
        """Record a finished target, with the files that its reading depended on."""
        if row.output is None:
            return
        known = self.state.inputs
        inputs = known.add_dependencies(known.collect(row.target), dependencies)
        record = TargetRecord(target=row.target, inputs=inputs, output=row.output, coverage=row.coverage)
        self.new_records[row.target] = make_build_record(self.options.build, record)

    @contextmanager
    def write_at_exit(self) -> Iterator[None]:
        """Write the records when the block ends, even by an exception."""
        try:
            yield
        finally:
            if self.new_records:
                all_records = self.state.records | self.new_records
                write_build_records(self.options.build, all_records.values())


@contextmanager
def _convert_os_errors(options: Options) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise os_errors.convert_os_error(error, options.build.path.parent) or error from error


def localize_edition(edition: Edition) -> Edition:
    """Return an edition with its date and names as its readers write them. Raises UserError `fonts/…`."""
    faces = fonts.select_fonts(edition.language, (edition.source,))
    own = (family.name for family in faces.text + faces.furniture if not family.borrowed)
    return replace(
        edition,
        date_text=format_long_date(edition.date, edition.language),
        source_name=get_language_name(edition.source.tag, edition.language.tag),
        typefaces=tuple(dict.fromkeys(own)),
    )
