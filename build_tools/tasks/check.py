"""`editions check`: takes an Order, runs every check on what is built, gives the findings."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools import checks, register
from build_tools.checks import Built
from build_tools.errors import Mendable
from build_tools.layout import digest_file
from build_tools.model import Finding, Output, Result, Row, Target
from build_tools.tasks import lock, places, records
from build_tools.tasks.order import Clock, Order, Say
from build_tools.tasks.records import Kept
from build_tools.tasks.report import reported


def check(order: Order, *, clock: Clock, say: Say) -> Result:
    """Run every check on what is built of the selection, and write the report.

    An error among the findings gives exit 1. Raises Mendable `check/nothing-built` where there
    is nothing to check, and what `build` raises of the register and the build folder.
    """
    places.refuse(order)
    named = places.report(order)
    if not order.build.path.is_dir():
        return reported("check", named, clock, lambda: _check(order))
    with lock.held(order.build, say):
        return reported("check", (order.build.report, *named), clock, lambda: _check(order))


def _check(order: Order) -> Result:
    asked = order.selection
    targets = register.select(
        register.read(order.root), asked.publications, asked.languages, asked.formats
    )
    before = records.read(order.build)
    rows = tuple(_row(order, target, before.get(target)) for target in targets)
    if all(row.output is None for row in rows):
        raise _nothing(order)
    findings = tuple(_findings(order, rows))
    found = any(finding.severity == "error" for finding in findings)
    return Result(rows=rows, findings=findings, exit=1 if found else 0)


def _row(order: Order, target: Target, kept: Kept | None) -> Row:
    """Return what stands of a target: `fresh` where it is built, else `skipped`."""
    product = order.build.product(target)
    if not product.is_file():
        return Row(target=target, status="skipped", reason="not built")
    known = kept.record.output if kept else None
    sha256 = digest_file(product)
    output = Output(
        path=order.build.name(product),
        sha256=sha256,
        size=product.stat().st_size,
        pages=known.pages if known and known.sha256 == sha256 else None,
    )
    if kept is None:
        return Row(target=target, status="fresh", output=output)
    return Row(target=target, status="fresh", output=output, coverage=kept.record.coverage)


def _findings(order: Order, rows: Iterable[Row]) -> Iterable[Finding]:
    for row in rows:
        if row.output is not None:
            yield from checks.inspect(
                Built(
                    target=row.target,
                    whole=order.build.whole(row.target),
                    editions=order.build.path / "editions",
                    home=order.root.path,
                )
            )


def _nothing(order: Order) -> Mendable:
    return Mendable(
        "check/nothing-built",
        f"nothing of what was asked for is built in {order.build.path}",
        remedy="run editions build first, with the same -o",
    )
