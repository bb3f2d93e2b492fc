"""`editions check`: takes an Order, runs every check on what is built, gives the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools import checks, register
from build_tools.checks import Built, Check
from build_tools.model import Finding, Register, Result, Row, Target, Verdict
from build_tools.tasks import check_due, check_kept, check_rows, check_run, lock, places
from build_tools.tasks.order import Clock, Order, Say
from build_tools.tasks.report import reported

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check did, and what every check said of each edition that is built."""

    result: Result
    verdicts: Mapping[Target, tuple[Verdict, ...]]


def check(order: Order, *, clock: Clock, say: Say, told: Told, when: str) -> Result:
    """Run the checks that are due on what is built of the selection, and write the report.

    `when` is the moment that verdicts bear; `told` hears how many works of how many are done.
    An error among the findings gives exit 1. Raises Mendable `check/nothing-built` where there
    is nothing to check, and what `build` raises of the register and the build folder.
    """
    places.refuse(order)
    named = places.report(order)

    def work() -> Result:
        return _check(order, told, when).result

    if not order.build.path.is_dir():
        return reported("check", named, clock, work)
    with lock.held(order.build, say):
        return reported("check", (order.build.report, *named), clock, work)


def table() -> tuple[Check, ...]:
    """Return every check, with what it looks at and how to mend what it finds."""
    return checks.CHECKS


def _check(order: Order, told: Told, when: str) -> Checked:
    asked = order.selection
    listed = register.read(order.root)
    targets = register.select(listed, asked.publications, asked.languages, asked.formats)
    rows = check_rows.rows(order, targets)
    verdicts = _verdicts(order, listed, rows, told, when)
    findings = (*_not_run(verdicts), *_found(verdicts))
    failed = any(finding.severity == "error" for finding in findings)
    result = Result(rows=rows, findings=findings, exit=1 if failed else 0)
    return Checked(result=result, verdicts=verdicts)


def _verdicts(
    order: Order, listed: Register, rows: Iterable[Row], told: Told, when: str
) -> Mapping[Target, tuple[Verdict, ...]]:
    """Return what every check says of each edition that is built: as kept, or anew."""
    built = [_built(order, listed, row.target) for row in rows if row.output is not None]
    kept = {one.target: check_kept.read(order.build, one.target) for one in built}
    every = [_built(order, listed, target) for target in register.select(listed)]
    due = list(check_due.due(built, kept, check_due.Digests(every=every)))
    said = check_run.run(due, workers=order.workers, when=when, told=told) if due else {}
    new = {(one.built.target, one.check.code): verdict for one, verdict in said.items()}
    found = {one.target: tuple(_of(one, kept[one.target], new)) for one in built}
    for target in {one.built.target for one in due}:
        check_kept.write(order.build, target, (one for one in found[target] if one.when))
    return found


def _of(
    built: Built, kept: Mapping[str, Verdict], new: Mapping[tuple[Target, str], Verdict]
) -> Iterator[Verdict]:
    for row in checks.CHECKS:
        lacking = checks.lacking(row)
        if lacking and row.is_for(built):
            yield Verdict(code=row.code, reason=f"lacking: {', '.join(lacking)}")
        elif row.is_for(built):
            yield new.get((built.target, row.code)) or kept[row.code]


def _built(order: Order, listed: Register, target: Target) -> Built:
    return Built(
        target=target,
        whole=order.build.whole(target),
        editions=order.build.path / "editions",
        home=order.root.path,
        language=listed.languages[target.language],
        publication=listed.publication(target.publication),
        said=order.build.said(target.publication, target.language),
    )


def _found(verdicts: Mapping[Target, tuple[Verdict, ...]]) -> Iterator[Finding]:
    """Yield what was found; what broke a judge is told once, not for each edition."""
    told = (one for every in verdicts.values() for verdict in every for one in verdict.findings)
    yield from dict.fromkeys(told)


def _not_run(verdicts: Mapping[Target, tuple[Verdict, ...]]) -> Iterator[Finding]:
    """Yield a note for each check that was not run for want of a judge."""
    found = {(v.code, v.reason) for every in verdicts.values() for v in every if not v.when}
    for code, reason in sorted(found):
        if reason.startswith("lacking: "):
            message = f"{code} was not run; {reason} — editions check --judges installs them"
            yield Finding(code="check/not-run", severity="note", message=message)
