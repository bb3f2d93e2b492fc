"""Collect the table of checks, CHECKS, and run one check on built editions.

A check takes built editions and returns violations; no check imports another. Files are read by
`inspection`; external programs are run by `validators`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools import validators
from build_tools.checks import epub, html, pdf, text, type
from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.model import Finding, Place, Target
from build_tools.paths import relativize_path

__all__ = ["CHECKS", "BuiltEdition", "Check", "Violation", "find_missing_tools", "run_check"]

CHECKS: tuple[Check, ...] = (
    *epub.CHECKS,
    *html.CHECKS,
    *pdf.CHECKS,
    *text.CHECKS,
    *type.CHECKS,
)


def find_missing_tools(check: Check) -> tuple[str, ...]:
    """Return the validators that a check requires and this machine lacks."""
    return validators.find_missing_validators(check.requires)


def run_check(
    check: Check, editions: Sequence[BuiltEdition]
) -> Mapping[Target, tuple[Finding, ...]]:
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
