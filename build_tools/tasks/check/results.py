"""Collect the results of all checks on what is built, cached or new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools import checks
from build_tools.checks import BuiltEdition
from build_tools.model import CheckResult, Register, Target
from build_tools.tasks.cache import load_findings, read_cache, write_cache
from build_tools.tasks.check import execution, stale
from build_tools.tasks.options import Options

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
        digests = stale.CheckDigests(all_editions=tuple(editions.values()))
        pending = tuple(stale.find_pending_checks(tuple(editions.values()), cached, digests))
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
