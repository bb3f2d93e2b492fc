"""Make a row of the report for each target that is to be checked."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.errors import UserError
from build_tools.model import Coverage, Output, ReportRow, Target
from build_tools.paths import compute_file_digest
from build_tools.tasks.build import records
from build_tools.tasks.build.records import BuildRecord
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
