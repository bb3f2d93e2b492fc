"""Collect the results of all checks on what is built, cached or new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from build_tools import checks
from build_tools.checks import BuiltEdition
from build_tools.model import CheckResult, Register, Target
from build_tools.paths import BuildFolder, write_atomically
from build_tools.tasks.catalogue.cache import load_finding
from build_tools.tasks.check import execution, stale
from build_tools.tasks.options import Options

ResultsByTarget = Mapping[Target, tuple[CheckResult, ...]]
MISSING_PREFIX = "lacking: "
STALE_REASON = "not looked at since it was built"
# Checks that tell whether a file can be read at all: where not, others find nothing in it.
STRUCTURE_CHECKS = ("epub/structure", "pdf/structure")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSession:
    """Hold the targets to check, and the others that are built, whose cached results are used."""

    options: Options
    register: Register
    targets: tuple[Target, ...]
    other_targets: tuple[Target, ...]

    def collect_results(
        self, on_progress: execution.ProgressCallback, when: str
    ) -> ResultsByTarget:
        """Run the checks that are due, cache their results, and return all results."""
        build, workers = self.options.build, self.options.workers
        editions = {
            target: self._make_built_edition(target)
            for target in (*self.targets, *self.other_targets)
        }
        cached = {target: read_check_cache(build, target) for target in editions}
        digests = stale.CheckDigests(all_editions=tuple(editions.values()))
        pending = tuple(stale.find_pending_checks(tuple(editions.values()), cached, digests))
        own_checks = [
            pending_check for pending_check in pending if pending_check.built.target in self.targets
        ]
        run_results = (
            execution.run_pending_checks(
                own_checks, workers=workers, when=when, on_progress=on_progress
            )
            if own_checks
            else {}
        )
        new_results = {
            (one.built.target, one.check.code): run_results.get(
                one, _make_stale_result(one.check.code)
            )
            for one in pending
        }
        results = {
            target: _drop_unreliable_results(
                _iter_edition_results(editions[target], cached[target], new_results)
            )
            for target in editions
        }
        for target in dict.fromkeys(one.built.target for one in own_checks):
            write_check_cache(build, target, (one for one in results[target] if one.time))
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


def _drop_unreliable_results(results: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Return results; if a file is damaged, without those that say that nothing was found."""
    all_results = tuple(results)
    failed_check = next(
        (one.code for one in all_results if one.code in STRUCTURE_CHECKS and one.findings), ""
    )
    if not failed_check:
        return all_results
    reason = f"the file is not whole, as {failed_check} tells"
    return tuple(
        one if one.findings else CheckResult(code=one.code, reason=reason) for one in all_results
    )


def _make_stale_result(code: str) -> CheckResult:
    return CheckResult(code=code, reason=STALE_REASON)


def _iter_edition_results(
    built: BuiltEdition,
    cached: Mapping[str, CheckResult],
    new_results: Mapping[tuple[Target, str], CheckResult],
) -> Iterator[CheckResult]:
    """Yield the result of each check for an edition, or why it has none."""
    for check in checks.CHECKS:
        missing = checks.find_missing_tools(check)
        if missing and check.is_applicable_to(built):
            yield CheckResult(code=check.code, reason=f"{MISSING_PREFIX}{', '.join(missing)}")
        elif check.is_applicable_to(built):
            yield new_results.get((built.target, check.code)) or cached[check.code]


SHAPE = 2


def read_check_cache(build: BuildFolder, target: Target) -> Mapping[str, CheckResult]:
    """Return the cached results of a target, by the code of the check; empty if there are none."""
    try:
        data = json.loads(build.get_check_results(target).read_bytes())
        if data["shape"] != SHAPE:
            return {}
        return {row["code"]: _load_check_result(row) for row in data["verdicts"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _load_check_result(row: Mapping[str, Any]) -> CheckResult:
    findings = tuple(map(load_finding, row["findings"]))
    tools = tuple((name, version) for name, version in row["tools"])
    return CheckResult(**{**row, "findings": findings, "tools": tools})


def write_check_cache(build: BuildFolder, target: Target, results: Iterable[CheckResult]) -> None:
    """Write results to the cache; a folder that cannot be written only costs time."""
    data = {"shape": SHAPE, "verdicts": [asdict(one) for one in results]}
    with suppress(OSError):
        write_atomically(build.get_check_results(target), json.dumps(data).encode())
