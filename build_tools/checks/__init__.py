"""Collect the table of checks, CHECKS, and run one check on built editions.

A check takes built editions and returns violations; no check imports another. Files are read by
`inspection`; external programs are run by `validators`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from build_tools import validators
from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.model import Finding, Place, Target
from build_tools.paths import relativize_path

__all__ = ["CHECKS", "BuiltEdition", "Check", "Violation", "find_missing_tools", "run_check"]


def _collect_checks() -> Iterator[Check]:
    """Yield the row of each file in the folders of this package."""
    for file in Path(__file__).parent.glob("*/[!_]*.py"):
        yield import_module(f"{__name__}.{file.parent.name}.{file.stem}").CHECK


CHECKS: tuple[Check, ...] = tuple(sorted(_collect_checks(), key=lambda check: check.code))


def find_missing_tools(check: Check) -> tuple[str, ...]:
    """Return the validators that a check requires and this machine lacks."""
    return validators.find_missing_validators(check.requires)


def run_check(check: Check, editions: Sequence[BuiltEdition]) -> Mapping[Target, tuple[Finding, ...]]:
    """Return the findings of a check for each edition that it applies to, none left out."""
    applicable = [built for built in editions if check.is_applicable_to(built)]
    findings_by_target: dict[Target, list[Finding]] = {built.target: [] for built in applicable}
    for built, violation in check.find_violations(applicable):
        findings_by_target[built.target].append(_make_check_finding(check, built, violation))
    return {target: tuple(findings) for target, findings in findings_by_target.items()}


def _make_check_finding(check: Check, built: BuiltEdition, violation: Violation) -> Finding:
    target = built.target
    return Finding(
        code=check.code,
        severity=check.severity,
        message=f"{violation.message} — {violation.remedy or check.fix}",
        place=Place(
            file=relativize_path(violation.file, built.root),
            line=violation.line,
            article=violation.article,
        ),
        publication=target.publication,
        language=target.language,
        format=target.format,
    )
