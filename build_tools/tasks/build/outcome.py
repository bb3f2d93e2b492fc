"""Collect the rows and findings of a build, whose editions may be built more than once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from build_tools.model import Finding, ReportRow, Target, TargetRecord

EditionName = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class BuildOutcome:
    """Hold the last row of each target, and what was found in each edition."""

    rows: dict[Target, ReportRow] = field(default_factory=dict)
    findings_by_edition: dict[EditionName, tuple[Finding, ...]] = field(default_factory=dict)

    def collect_findings(self, fresh: Mapping[Target, TargetRecord]) -> tuple[Finding, ...]:
        """Return what was found now, and before in the targets that are fresh still.

        Each once: every edition of a language finds the issues of its UI strings.
        """
        still_fresh = (record for target, record in fresh.items() if self.rows[target].status == "fresh")
        earlier = (one for record in still_fresh for one in record.findings)
        now = (one for found in self.findings_by_edition.values() for one in found)
        return tuple(dict.fromkeys(chain(now, earlier)))

    @property
    def has_failed(self) -> bool:
        """Return whether a target failed."""
        return any(row.status == "failed" for row in self.rows.values())

    def add_round(
        self, rows: Iterable[ReportRow], findings: Mapping[EditionName, tuple[Finding, ...]]
    ) -> None:
        """Add what was built at once; what is built again keeps its first reason, and no earlier finding."""
        new_rows = {row.target: row for row in rows}
        for name in {get_edition_name(target) for target in new_rows}:
            own = {target for target in self.rows if get_edition_name(target) == name}
            is_whole = all(self.rows[target].status == "fresh" for target in own - new_rows.keys())
            earlier = () if is_whole else self.findings_by_edition.get(name, ())
            self.findings_by_edition[name] = (*earlier, *findings.get(name, ()))
        for target, row in new_rows.items():
            first = self.rows.get(target)
            self.rows[target] = replace(row, reason=first.reason) if first and first.reason else row


def get_edition_name(target: Target) -> EditionName:
    """Return the publication and the language of a target."""
    return target.publication, target.language


def make_fresh_row(record: TargetRecord) -> ReportRow:
    """Return the row of a target that is as its record says."""
    return ReportRow(
        target=record.target,
        status="fresh",
        output=record.output,
        coverage=record.coverage,
        review=record.review,
        origin=record.origin,
    )
