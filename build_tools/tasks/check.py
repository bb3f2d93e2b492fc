"""`editions check`: takes an Order, runs every check on what is built, gives the findings."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import checks, register
from build_tools.checks import Check
from build_tools.model import CommandResult, Finding
from build_tools.tasks import check_rows, dossier, lock, places
from build_tools.tasks.check_run import Told
from build_tools.tasks.check_verdicts import LACKING, Looking, Verdicts
from build_tools.tasks.order import Clock, Order, Say
from build_tools.tasks.report import reported


def check(order: Order, *, clock: Clock, say: Say, told: Told, when: str) -> CommandResult:
    """Run the checks that are due on what is built of the selection; write report and dossiers.

    `when` is the moment that verdicts bear; `told` hears how many works of how many are done.
    An error among the findings gives exit 1. Raises Mendable `check/nothing-built` where there
    is nothing to check, and what `build` raises of the register and the build folder.
    """
    places.refuse(order)
    named = places.report(order)

    def work() -> CommandResult:
        """Check; the report is written of what this gives."""
        return _check(order, told, when)

    if not order.build.path.is_dir():
        return reported("check", named, clock, work)
    with lock.held(order.build, say):
        return reported("check", (order.build.report, *named), clock, work)


def table() -> tuple[Check, ...]:
    """Return every check, with what it looks at and how to mend what it finds."""
    return checks.CHECKS


def _check(order: Order, told: Told, when: str) -> CommandResult:
    asked = order.selection
    listed = register.read(order.root)
    targets = register.select_targets(listed, asked.publications, asked.languages, asked.formats)
    rows = check_rows.rows(order, targets)
    others = (target for target in register.select_targets(listed) if target not in targets)
    beside = check_rows.beside(order, others)
    looking = Looking(
        order=order,
        listed=listed,
        own=tuple(row.target for row in rows if row.output is not None),
        beside=tuple(row.target for row in beside),
    )
    verdicts = looking.verdicts(told, when)
    dossier.write(verdicts, (*rows, *beside), listed, order.root, order.build)
    own = {target: verdicts[target] for target in looking.own}
    findings = (*_not_run(own), *_found(own))
    failed = any(finding.severity == "error" for finding in findings)
    return CommandResult(rows=rows, findings=findings, exit_code=1 if failed else 0)


def _found(verdicts: Verdicts) -> Iterator[Finding]:
    """Yield what was found; what broke a judge is told once, not for each edition."""
    told = (one for every in verdicts.values() for verdict in every for one in verdict.findings)
    yield from dict.fromkeys(told)


def _not_run(verdicts: Verdicts) -> Iterator[Finding]:
    """Yield a note for each check that was not run for want of a judge."""
    found = {(one.code, one.reason) for every in verdicts.values() for one in every}
    for code, reason in sorted(found):
        if reason.startswith(LACKING):
            message = f"{code} was not run; {reason} — editions check --judges installs them"
            yield Finding(code="check/not-run", severity="note", message=message)
