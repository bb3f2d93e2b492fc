"""Run `editions check`: run every check on what is built, and return the findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from build_tools import build_plan, checks
from build_tools.checks import Check
from build_tools.errors import UserError
from build_tools.model import (
    CheckResult,
    CommandResult,
    Finding,
    Place,
    Register,
    Target,
    list_published_formats,
)
from build_tools.process import lock, os_errors
from build_tools.register import NAMED_FORMATS, read_register, select_targets
from build_tools.tasks.build import run
from build_tools.tasks.build.inputs import read_inputs
from build_tools.tasks.build.linked_files import find_missing_targets, make_missing_error
from build_tools.tasks.check import dossier
from build_tools.tasks.check.execution import ProgressCallback
from build_tools.tasks.check.results import (
    MISSING_PREFIX,
    ResultsByTarget,
    collect_results,
    make_built_edition,
    make_checked_rows,
    make_target_rows,
)
from build_tools.tasks.options import Clock, Echo, Options, Selection, check_output, list_lanes
from build_tools.tasks.report import run_with_report


def check_editions(
    options: Options, *, clock: Clock, echo: Echo, on_progress: ProgressCallback, when: str
) -> CommandResult:
    """Run the checks that are due on the built selection; write report and dossiers.

    `when` is the moment that results bear; `on_progress` gets the numbers of works done and of all. Raises
    UserError `check/nothing-built`, and what `build_editions` raises.
    """
    reports = check_output(options)
    work = partial(_check_selection, options, on_progress, when)
    if not options.build.path.is_dir():
        return run_with_report("check", reports, clock, work)
    with (
        os_errors.raise_as_lines(options.root.path, options.build.path),
        lock.hold_build_folder(options.build, echo, list_lanes(options.selection.formats)),
    ):
        return run_with_report("check", (options.build.report, *reports), clock, work)


def list_checks() -> tuple[Check, ...]:
    """Return every check, with what it looks at and how to fix what it finds."""
    return checks.CHECKS


def list_missing_validators() -> tuple[str, ...]:
    """Return the validators that this machine lacks and some check needs."""
    return tuple(dict.fromkeys(name for check in checks.CHECKS for name in checks.find_missing_tools(check)))


def _check_selection(options: Options, on_progress: ProgressCallback, when: str) -> CommandResult:
    register = read_register(options.root)
    targets = _select_targets_to_check(register, options, options.selection)
    rows = make_checked_rows(options, targets)
    every_target = _select_targets_to_check(register, options, Selection())
    other_targets = (target for target in every_target if target not in targets)
    other_rows = [row for row in make_target_rows(options, other_targets) if row.output is not None]
    built_targets = [row.target for row in rows if row.output is not None]
    editions = [
        make_built_edition(options, register, row.target) for row in (*rows, *other_rows) if row.output
    ]
    results = collect_results(options, editions, built_targets, on_progress, when)
    dossier.write_dossiers(results, (*rows, *other_rows), register, options.root, options.build)
    stale = find_stale_targets(options, built_targets)
    own_results = {target: _drop_text_findings(results[target], target in stale) for target in built_targets}
    findings = (
        *_iter_skipped_checks(own_results),
        *_iter_missing_links(options, built_targets),
        *(_make_stale_finding(options, target, reason) for target, reason in stale.items()),
        *_iter_check_findings(own_results),
    )
    failed = any(finding.severity == "error" for finding in findings)
    return CommandResult(rows=rows, findings=findings, exit_code=1 if failed else 0)


def _select_targets_to_check(
    register: Register, options: Options, selection: Selection
) -> tuple[Target, ...]:
    """Return the targets of a selection; without a format, also books that were built by name alone."""
    names = selection.publications, selection.languages
    targets = select_targets(register, *names, selection.formats)
    books = [name for name in list_published_formats() if name in NAMED_FORMATS]
    others = () if selection.formats else select_targets(register, *names, books)
    built = (one for one in others if options.build.get_main_file(one).is_file())
    return tuple(dict.fromkeys((*targets, *built)))


def _iter_missing_links(options: Options, targets: Iterable[Target]) -> Iterator[Finding]:
    inputs = read_inputs(options.root, options.build)
    for target, absent in find_missing_targets(inputs, targets).items():
        file = options.root.relativize(options.build.get_main_file(target))
        yield make_missing_error(target, absent, options.build, file)


def find_stale_targets(options: Options, targets: Collection[Target]) -> dict[Target, str]:
    """Return the targets that were built from other inputs than there are now, each with the reason."""
    formats = tuple(dict.fromkeys(target.format for target in targets))
    selection = replace(options.selection, formats=formats)
    plan = run.plan_build(replace(options, force=False, selection=selection)) if targets else ()
    jobs = {job.target: job.reason for job in plan}
    return {
        target: jobs[target]
        for target in targets
        if target in jobs and jobs[target] not in build_plan.OUTPUT_REASONS
    }


def _make_stale_finding(options: Options, target: Target, reason: str) -> Finding:
    file = options.root.relativize(options.build.get_main_file(target))
    message = f"it is not as its sources are now ({reason}); its words are not compared — run editions build"
    return Finding(
        code="check/out-of-date",
        severity="warning",
        message=message,
        place=Place(file=file),
        publication=target.publication,
        language=target.language,
        format=target.format,
    )


def _drop_text_findings(results: tuple[CheckResult, ...], is_stale: bool) -> tuple[CheckResult, ...]:
    """Return results; of what is out of date without those that compare it with a newer text."""
    return tuple(each for each in results if not (is_stale and each.code.startswith("text/")))


def _iter_check_findings(results: ResultsByTarget) -> Iterator[Finding]:
    """Yield the findings; what broke a validator is reported once, not for each edition."""
    findings = (one for every in results.values() for verdict in every for one in verdict.findings)
    yield from dict.fromkeys(findings)


def _iter_skipped_checks(results: ResultsByTarget) -> Iterator[Finding]:
    reasons = {(one.code, one.reason) for every in results.values() for one in every}
    for code, reason in sorted(reasons):
        if reason.startswith(MISSING_PREFIX):
            message = f"{code} was not run; {reason} — editions check --judges installs them"
            yield Finding(code="check/not-run", severity="note", message=message)


def install_validators(echo: Echo) -> None:
    """Install the validators that the locks name; report slow steps. Raises UserError `judges/…`."""
    from build_tools import validators
    from build_tools.validators import install

    install.install_validators(echo)
    validators.clear_validator_cache()
    missing = validators.find_missing_validators(each.name for each in validators.VALIDATORS)
    if missing:
        raise UserError(
            "judges/lacking",
            f"this machine still lacks {', '.join(missing)}",
            remedy=f"{validators.REMEDY} installs Debian's packages too; elsewhere, install them first",
            exit_code=1,
        )
