"""Run `editions build`: build what is out of date, and return a row for every target."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

from build_tools import build_plan, fonts
from build_tools.errors import UserError
from build_tools.inventory import find_shared_labels
from build_tools.model import (
    CommandResult,
    Edition,
    Finding,
    Job,
    Place,
    Plan,
    ProofSelection,
    Register,
    ReportRow,
    Target,
)
from build_tools.paths import BuildFolder, sweep_leftovers
from build_tools.process import lock, os_errors
from build_tools.register import format_long_date, get_language_name, select_targets
from build_tools.tasks.build.build_records import (
    BuildRecord,
    estimate_weights,
    is_output_intact,
    read_build_records,
)
from build_tools.tasks.build.future_dates import report_future_dates
from build_tools.tasks.build.inputs import Inputs, read_inputs
from build_tools.tasks.build.left_editions import remove_left_editions
from build_tools.tasks.build.linked_files import find_missing_targets, report_missing_targets
from build_tools.tasks.build.outcome import BuildOutcome, EditionName, get_edition_name, make_fresh_row
from build_tools.tasks.build.refusals import Refusals, find_refusals
from build_tools.tasks.build.row_recorder import RowRecorder
from build_tools.tasks.options import (
    Clock,
    Confirm,
    Echo,
    Options,
    ProgressDisplay,
    check_output,
    list_lanes,
)
from build_tools.tasks.page_selection import select_proof_pages
from build_tools.tasks.report import run_with_report
from build_tools.tasks.requirements import use_requirements

# How often a command builds an edition whose files somebody keeps writing.
MAX_ROUNDS = 3


def build_editions(
    options: Options,
    *,
    clock: Clock,
    show: ProgressDisplay,
    echo: Echo,
    confirm: Confirm = lambda _question: False,
) -> CommandResult:
    """Build what is out of date and write the report. Raises UserError for wrong options or register.

    `confirm` is asked before the packages that a root needs are installed.
    """
    reports = check_output(options)
    if not options.root.has_register:  # a misspelt --root gets no build folder
        return run_with_report(
            "build", reports, clock, partial(_build_selection, options, clock, show, confirm)
        )
    lanes = list_lanes(options.selection.formats)
    options = replace(options, build=replace(options.build, lane=lanes[0]))
    work = partial(_build_selection, options, clock, show, confirm)
    with (
        os_errors.raise_as_lines(options.root.path, options.build.path),
        lock.hold_build_folder(options.build, echo, lanes),
    ):
        _sweep_build_folder(options.build, lanes)
        return run_with_report("build", (options.build.report, *reports), clock, work)


def plan_build(options: Options) -> tuple[Job, ...]:
    """Return the jobs that a build would run now, each with its reason; build nothing."""
    check_output(options)
    return _plan_selection(options).plan.jobs


def _sweep_build_folder(build: BuildFolder, lanes: Iterable[str]) -> None:
    """Remove what builds of these lanes left that were killed; put back what they took out of its place."""
    for lane in lanes:
        shutil.rmtree(replace(build, lane=lane).work, ignore_errors=True)
    for folder in (
        build.path,
        build.private,
        *build.private.glob("*/"),
        *build.path.glob("editions/*/*/"),
        *build.path.glob("proofs/*/"),
    ):
        sweep_leftovers(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BuildState:
    register: Register
    targets: tuple[Target, ...]
    inputs: Inputs
    records: dict[Target, BuildRecord]
    plan: Plan
    refusals: Refusals


def _plan_selection(options: Options) -> _BuildState:
    build = options.build
    inputs = read_inputs(options.root, build, options.epoch, is_draft=options.is_draft)
    register = inputs.register
    pages = select_proof_pages(register, options)
    inputs.proof = ProofSelection(pages=pages.pages, since_review=options.selection.since_review)
    selection = options.selection
    targets = select_targets(
        register, selection.publications or pages.publications, selection.languages, selection.formats
    )
    build_records = read_build_records(build)
    known = {target: build_records[target] for target in targets if target in build_records}
    current_inputs = {target: inputs.collect(target) for target in targets}
    for target, build_record in known.items():
        earlier = build_record.record.inputs
        current_inputs[target] = inputs.add_earlier_sources(current_inputs[target], earlier)
    refusals = find_refusals(inputs, targets, has_lost_labels=options.has_lost_labels)
    planned = build_plan.make_plan(
        [target for target in targets if target not in refusals.reasons],
        inputs=current_inputs,
        records={target: build_record.record for target, build_record in build_records.items()},
        intact={t for t, record in known.items() if is_output_intact(build, record)},
        force=options.force,
    )
    return _BuildState(
        register=register,
        targets=targets,
        inputs=inputs,
        records=build_records,
        plan=planned,
        refusals=refusals,
    )


def _build_selection(
    options: Options, clock: Clock, show: ProgressDisplay, confirm: Confirm
) -> CommandResult:
    """Build what is due, and once more what was built from files that moved meanwhile."""
    state, outcome = _plan_selection(options), BuildOutcome()
    if state.plan.jobs and _install_packages(state, options, confirm):
        options.build.lock.touch()  # what was installed until now has not moved meanwhile
        state = _plan_selection(options)
    left = remove_left_editions(state.register, options.root, options.build, state.records)
    fresh = {one.target: one for one in state.plan.fresh}
    outcome.rows |= {target: make_fresh_row(one) for target, one in fresh.items()}
    due = {job.target.publication for job in state.plan.jobs}
    built: _BuildState | None = None
    for _ in range(MAX_ROUNDS if due else 0):
        outcome.add_round(*_run_jobs(options, state, clock, show))
        built, again = state, _plan_again(options, state, outcome)
        if again is None:
            built = None
            break
        state = again
    outcome.rows |= {
        one: ReportRow(target=one, status="failed", reason=reason)
        for one, reason in state.refusals.reasons.items()
    }
    findings = (
        *state.refusals.findings,
        *(find_shared_labels(state.inputs.load_inventories(), due) if due else ()),
        *outcome.collect_findings(fresh),
        *(_iter_moved_findings(options, built.inputs) if built else ()),
        *report_future_dates(state.register, options.root, state.targets, options.today),
        *left,
        *report_missing_targets(find_missing_targets(state.inputs, outcome.rows), options.build),
    )
    is_refused = options.strict and any(one.severity != "note" for one in findings)
    return CommandResult(
        rows=tuple(outcome.rows[target] for target in state.targets if target in outcome.rows),
        findings=findings,
        exit_code=1 if outcome.has_failed or is_refused else 0,
    )


def _install_packages(state: _BuildState, options: Options, confirm: Confirm) -> bool:
    """Install what the register asks for, if it is missing; return whether it was."""
    if not state.register.requirements:
        return False
    from build_tools.tasks.installation import install_missing_packages

    return install_missing_packages(state.register, options.root, confirm)


def _plan_again(options: Options, state: _BuildState, outcome: BuildOutcome) -> _BuildState | None:
    """Return the plan for what moved while a plan was carried out; None where nothing is due.

    What failed is due only if its inputs are others now. Raises UserError if the register is wrong by now.
    """
    if not state.inputs.watch.find_moved_files():
        return None
    again = _plan_selection(replace(options, force=False))
    jobs = tuple(
        job
        for job in again.plan.jobs
        if job.target not in outcome.rows
        or outcome.rows[job.target].status != "failed"
        or state.inputs.collect(job.target) != again.inputs.collect(job.target)
    )
    return replace(again, plan=replace(again.plan, jobs=jobs)) if jobs else None


def _iter_moved_findings(options: Options, inputs: Inputs) -> Iterator[Finding]:
    for path in sorted(inputs.watch.find_moved_files()):
        yield Finding(
            code="build/inputs-moved",
            severity="warning",
            message="it was written while it was built from; an edition may be older — build again",
            place=Place(file=options.root.relativize(path)),
        )


def _run_jobs(
    options: Options, state: _BuildState, clock: Clock, show: ProgressDisplay
) -> tuple[tuple[ReportRow, ...], Mapping[EditionName, tuple[Finding, ...]]]:
    from build_tools.runner import scheduler

    use_requirements(state.register, options.root)
    missing_fonts = state.inputs.missing_fonts
    jobs = tuple(job for job in state.plan.jobs if job.target.language not in missing_fonts)
    fontless = [job for job in state.plan.jobs if job.target.language in missing_fonts]
    rows = tuple(ReportRow(target=job.target, status="failed", reason=job.reason) for job in fontless)
    findings = {
        name: (_make_font_finding(options, missing_fonts[name[1]], name),)
        for name in dict.fromkeys(get_edition_name(job.target) for job in fontless)
    }
    if not jobs:
        return rows, findings
    with ExitStack() as stack:
        on_event = stack.enter_context(show(jobs))
        recorder = RowRecorder(options=options, inputs=state.inputs, on_event=on_event)
        stack.enter_context(recorder.write_at_exit())
        outcome = scheduler.run_jobs(
            jobs,
            editions=_load_editions(options, state, jobs),
            root=options.root,
            build=options.build,
            workers=options.workers,
            clock=clock,
            on_event=on_event,
            weights=estimate_weights(state.records),
            record_row=recorder,
            localize_edition=localize_edition,
            proof=state.inputs.proof,
        )
    return (*rows, *outcome.rows), {**findings, **outcome.findings_by_edition}


def _make_font_finding(options: Options, error: UserError, name: EditionName) -> Finding:
    publication, tag = name
    return os_errors.convert_exception(
        error, options.build, options.root.path, publication=publication, language=tag
    )


def _load_editions(
    options: Options, state: _BuildState, jobs: tuple[Job, ...]
) -> Mapping[tuple[str, str], Edition]:
    names = {(job.target.publication, job.target.language) for job in jobs}
    editions = {name: state.inputs.load_edition(*name) for name in names}
    if options.epoch is None:
        return editions
    return {name: replace(edition, date=options.epoch) for name, edition in editions.items()}


def localize_edition(edition: Edition) -> Edition:
    """Return an edition with its date and names as its readers write them. Raises UserError `fonts/…`."""
    faces = fonts.select_fonts(edition.language, (edition.source,))
    own = (family.name for family in faces.text + faces.furniture if not family.borrowed)
    return replace(
        edition,
        date_text=format_long_date(edition.date, edition.language),
        source_name=get_language_name(edition.source.tag, edition.language.tag),
        english_source_name=get_language_name(edition.source.tag, "en"),
        typefaces=tuple(dict.fromkeys(own)),
        earlier_versions=tuple(
            replace(one, date_text=format_long_date(one.date, edition.language))
            for one in edition.earlier_versions
        ),
        errata=tuple(
            replace(one, date_text=format_long_date(one.date, edition.language)) for one in edition.errata
        ),
    )
