"""Collect the results of all checks on what is built, cached or new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools import checks
from build_tools.checks import BuiltEdition
from build_tools.errors import UserError
from build_tools.model import CheckResult, Coverage, Output, Register, ReportRow, Target
from build_tools.paths import compute_file_digest
from build_tools.tasks.build import records
from build_tools.tasks.build.records import BuildRecord
from build_tools.tasks.cache import load_findings, read_cache, write_cache
from build_tools.tasks.check import execution
from build_tools.tasks.check.execution import CheckDigests, find_pending_checks
from build_tools.tasks.options import Options


def make_checked_rows(options: Options, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return a row for each target. Raises UserError if none is built."""
    target_rows = _make_target_rows(options, targets)
    if all(row.output is None for row in target_rows):
        raise UserError(
            "check/nothing-built",
            f"nothing of what was asked for is built in {options.build.path}",
            remedy="run editions build first, with the same -o",
        )
    return target_rows


def make_built_rows(options: Options, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return a row for each target that is built."""
    return tuple(row for row in _make_target_rows(options, targets) if row.output is not None)


def _make_target_rows(options: Options, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    build_records = records.read_build_records(options.build)
    return tuple(_make_target_row(options, target, build_records.get(target)) for target in targets)


def _make_target_row(options: Options, target: Target, build_record: BuildRecord | None) -> ReportRow:
    """Return the row of a target: `fresh` if it is built, else `skipped`."""
    product = options.build.get_main_file(target)
    if not product.is_file():
        return ReportRow(target=target, status="skipped", reason="not built")
    recorded = build_record.record.output if build_record else None
    sha256 = compute_file_digest(product)
    output = Output(
        path=options.build.relativize(product),
        sha256=sha256,
        size=product.stat().st_size,
        pages=recorded.pages if recorded and recorded.sha256 == sha256 else None,
    )
    coverage = build_record.record.coverage if build_record else Coverage()
    return ReportRow(target=target, status="fresh", output=output, coverage=coverage)


ResultsByTarget = Mapping[Target, tuple[CheckResult, ...]]
MISSING_PREFIX = "lacking: "
CACHE_KEY = "3"
STALE_REASON = "not checked since it was built"
# Checks of whether a file can be read at all: in an unreadable one others find nothing.
STRUCTURE_CHECKS = ("epub/structure", "pdf/structure")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSession:
    """Hold the targets to check, and the others that are built, whose cached results are used."""

    options: Options
    register: Register
    targets: tuple[Target, ...]
    other_targets: tuple[Target, ...]

    def collect_results(self, on_progress: execution.ProgressCallback, when: str) -> ResultsByTarget:
        """Run the checks that are due, cache their results, and return all results."""
        build = self.options.build
        editions = {
            target: self._make_built_edition(target) for target in (*self.targets, *self.other_targets)
        }
        cached = {
            target: read_cache(build.get_check_results(target), CACHE_KEY, _load_check_results) or {}
            for target in editions
        }
        digests = CheckDigests(all_editions=tuple(editions.values()))
        pending = tuple(find_pending_checks(tuple(editions.values()), cached, digests))
        own_checks = [one for one in pending if one.built.target in self.targets]
        run_results = execution.run_pending_checks(
            own_checks, workers=self.options.workers, when=when, on_progress=on_progress
        )
        new_results = {
            (check.built.target, check.check.code): run_results.get(check)
            or CheckResult(code=check.check.code, reason=STALE_REASON)
            for check in pending
        }
        results = {
            target: _drop_unreliable_results(tuple(_iter_edition_results(built, cached[target], new_results)))
            for target, built in editions.items()
        }
        for target in dict.fromkeys(one.built.target for one in own_checks):
            completed = [one for one in results[target] if one.time]
            write_cache(build.get_check_results(target), CACHE_KEY, completed)
        return results

    def _make_built_edition(self, target: Target) -> BuiltEdition:
        build = self.options.build
        return BuiltEdition(
            target=target,
            path=build.get_output(target),
            editions_folder=build.path / "editions",
            root=self.options.root.path,
            language=self.register.languages[target.language],
            publication=self.register.get_publication(target.publication),
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
    return {row["code"]: _load_check_result(row) for row in rows}


def _load_check_result(row: Mapping[str, Any]) -> CheckResult:
    tools = tuple((name, version) for name, version in row["tools"])
    return CheckResult(**{**row, "findings": load_findings(row["findings"]), "tools": tools})
