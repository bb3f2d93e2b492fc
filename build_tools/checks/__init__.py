"""CHECKS: a row a check. A check takes what was built, gives what is wrong, and knows no other.

A folder a family: its `__init__` has the rows, a file each the checks. What they look at is read
by `seeing`; programs that judge are started by `judges`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools import judges
from build_tools.checks import epub, html, pdf, text, type
from build_tools.checks.row import Built, Check, Fault
from build_tools.layout import relativize_path
from build_tools.model import Finding, Place, Target

__all__ = ["CHECKS", "Built", "Check", "Fault", "found", "lacking"]

CHECKS: tuple[Check, ...] = (
    *epub.CHECKS,
    *html.CHECKS,
    *pdf.CHECKS,
    *text.CHECKS,
    *type.CHECKS,
)


def lacking(check: Check) -> tuple[str, ...]:
    """Return the judges that a check asks and this machine lacks."""
    return judges.find_missing_validators(check.judges)


def found(check: Check, all: Sequence[Built]) -> Mapping[Target, tuple[Finding, ...]]:
    """Return what a check finds in each of the editions that it is for; none is left out."""
    due = [built for built in all if check.is_for(built)]
    told: dict[Target, list[Finding]] = {built.target: [] for built in due}
    for built, fault in check.faults(due):
        told[built.target].append(_finding(check, built, fault))
    return {target: tuple(findings) for target, findings in told.items()}


def _finding(check: Check, built: Built, fault: Fault) -> Finding:
    target = built.target
    return Finding(
        code=check.code,
        severity=check.severity,
        message=f"{fault.message} — {fault.remedy or check.mend}",
        place=Place(
            file=relativize_path(fault.file, built.home), line=fault.line, article=fault.article
        ),
        publication=target.publication,
        language=target.language,
        format=target.format,
    )
