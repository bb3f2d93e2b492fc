"""What stands of a selection: takes an Order and targets, gives a row for each."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.errors import UserError
from build_tools.layout import compute_file_digest
from build_tools.model import Output, ReportRow, Target
from build_tools.tasks import records
from build_tools.tasks.order import Order
from build_tools.tasks.records import Kept


def rows(order: Order, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return what stands of each target. Raises Mendable where nothing does."""
    found = _rows(order, targets)
    if all(row.output is None for row in found):
        raise UserError(
            "check/nothing-built",
            f"nothing of what was asked for is built in {order.build.path}",
            remedy="run editions build first, with the same -o",
        )
    return found


def beside(order: Order, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    """Return what stands of those targets that are built."""
    return tuple(row for row in _rows(order, targets) if row.output is not None)


def _rows(order: Order, targets: Iterable[Target]) -> tuple[ReportRow, ...]:
    before = records.read(order.build)
    return tuple(_row(order, target, before.get(target)) for target in targets)


def _row(order: Order, target: Target, kept: Kept | None) -> ReportRow:
    """Return what stands of a target: `fresh` where it is built, else `skipped`."""
    product = order.build.get_main_file(target)
    if not product.is_file():
        return ReportRow(target=target, status="skipped", reason="not built")
    known = kept.record.output if kept else None
    sha256 = compute_file_digest(product)
    output = Output(
        path=order.build.relativize(product),
        sha256=sha256,
        size=product.stat().st_size,
        pages=known.pages if known and known.sha256 == sha256 else None,
    )
    if kept is None:
        return ReportRow(target=target, status="fresh", output=output)
    return ReportRow(target=target, status="fresh", output=output, coverage=kept.record.coverage)
