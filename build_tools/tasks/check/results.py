"""Collect the results of all checks on what is built, cached or new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from build_tools import checks
from build_tools.checks import BuiltEdition
from build_tools.errors import UserError
from build_tools.model import CheckResult, Coverage, Register, ReportRow, Target
from build_tools.paths import describe_output
from build_tools.tasks.build.build_records import BuildRecord, read_build_records
from build_tools.tasks.cache import load_findings, read_cache, write_cache
from build_tools.tasks.check import execution
from build_tools.tasks.check.execution import CheckDigests, find_pending_checks
from build_tools.tasks.options import Options


def make_checked_rows(options: Options, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return a row for each target. Raises UserError if none is built."""
    target_rows = make_target_rows(options, targets)
    if all(row.output is None for row in target_rows):
        raise UserError(
            "check/nothing-built",
            f"nothing of what was asked for is built in {options.build.path}",
            remedy="run editions build first, with the same -o",
        )
    return target_rows


def make_target_rows(options: Options, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return a row for each target; one that is not built has no output."""
    build_records = read_build_records(options.build)
    return tuple(_make_target_row(options, target, build_records.get(target)) for target in targets)


def _make_target_row(options: Options, target: Target, build_record: BuildRecord | None) -> ReportRow:
    """Return the row of a target: `fresh` if it is built, else `skipped`."""
    product = options.build.get_main_file(target)
    if not product.is_file():
        return ReportRow(target=target, status="skipped", reason="not built")
    output = describe_output(options.build.get_output(target), options.build.relativize(product), None)
    recorded = build_record.record.output if build_record else None
    if recorded and recorded.sha256 == output.sha256:
        output = replace(output, pages=recorded.pages)
    coverage = build_record.record.coverage if build_record else Coverage()
    return ReportRow(target=target, status="fresh", output=output, coverage=coverage)


ResultsByTarget = Mapping[Target, tuple[CheckResult, ...]]
MISSING_PREFIX = "lacking: "
CACHE_KEY = "3"
STALE_REASON = "not checked since it was built"
# Checks of whether a file can be read at all: in an unreadable one others find nothing.
STRUCTURE_CHECKS = ("epub/structure", "pdf/structure")


def collect_results(
    options: Options,
    editions: Sequence[BuiltEdition],
    targets: Collection[Target],
    on_progress: execution.ProgressCallback,
    when: str,
) -> ResultsByTarget:
    """Run the checks of targets that are due, cache their results, and return those of all editions."""
    paths = {built.target: options.build.get_check_results(built.target) for built in editions}
    cached = {
        target: read_cache(path, CACHE_KEY, _load_check_results) or {} for target, path in paths.items()
    }
    pending = tuple(find_pending_checks(editions, cached, CheckDigests(all_editions=editions)))
    own_checks = [one for one in pending if one.built.target in targets]
    run_results = execution.run_pending_checks(
        own_checks, workers=options.workers, when=when, on_progress=on_progress
    )
    new_results = {
        (one.built.target, one.check.code): run_results.get(one)
        or CheckResult(code=one.check.code, reason=STALE_REASON)
        for one in pending
    }
    results = {
        built.target: _drop_unreliable_results(
            tuple(_iter_edition_results(built, cached[built.target], new_results))
        )
        for built in editions
    }
    for target in dict.fromkeys(one.built.target for one in own_checks):
        write_cache(paths[target], CACHE_KEY, [one for one in results[target] if one.time])
    return results


def make_built_edition(options: Options, register: Register, target: Target) -> BuiltEdition:
    """Return a target that is built, as checks take it."""
    build = options.build
    return BuiltEdition(
        target=target,
        path=build.get_output(target),
        editions_folder=build.path / "editions",
        root=options.root.path,
        language=register.languages[target.language],
        publication=register.get_publication(target.publication),
        expected_text=build.get_expected_text(target.publication, target.language),
    )


def _drop_unreliable_results(results: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    """Return results; if a file is damaged, without those that say that nothing was found."""
    failed = next((r.code for r in results if r.code in STRUCTURE_CHECKS and r.findings), "")
    if not failed:
        return results
    reason = f"the file is damaged, as {failed} reports"
    return tuple(r if r.findings else CheckResult(code=r.code, reason=reason) for r in results)


def _iter_edition_results(
    built: BuiltEdition,
    cached: Mapping[str, CheckResult],
    new_results: Mapping[tuple[Target, str], CheckResult],
) -> Iterator[CheckResult]:
    """Yield the result of each check for an edition, or why it has none."""
    for check in checks.CHECKS:
        if not check.is_applicable_to(built):
            continue
        missing = checks.find_missing_tools(check)
        if missing:
            yield CheckResult(code=check.code, reason=f"{MISSING_PREFIX}{', '.join(missing)}")
        else:
            yield new_results.get((built.target, check.code)) or cached[check.code]


def _load_check_results(rows: Iterable[Mapping[str, Any]]) -> dict[str, CheckResult]:
    results = {}
    for row in rows:
        tools = tuple((name, version) for name, version in row["tools"])
        findings = load_findings(row["findings"])
        results[row["code"]] = CheckResult(**{**row, "findings": findings, "tools": tools})
    return results
