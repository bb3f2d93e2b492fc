"""Record what each finished edition was made from, while others are still being built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.model import Finding, ReportRow, Target, TargetRecord
from build_tools.tasks.build.build_records import BuildRecord, add_build_records, make_build_record
from build_tools.tasks.build.inputs import Inputs
from build_tools.tasks.options import OnEvent, Options

# Of a target: what is found in a catalogue of strangers may be very much.
MAX_STORED_FINDINGS = 2_000


@dataclass(slots=True, kw_only=True)
class RowRecorder:
    """Record each finished row, and write the records even if the build is interrupted."""

    options: Options
    inputs: Inputs
    on_event: OnEvent
    new_records: dict[Target, BuildRecord] = field(default_factory=dict)

    def __call__(self, row: ReportRow, dependencies: tuple[Path, ...], findings: tuple[Finding, ...]) -> None:
        """Record a finished target, with the files that its reading depended on and what was found."""
        self.on_event(row)
        if row.output is None:
            return
        known = self.inputs
        inputs = known.add_dependencies(known.collect(row.target), dependencies)
        record = TargetRecord(
            target=row.target,
            inputs=inputs,
            output=row.output,
            coverage=row.coverage,
            review=row.review,
            origin=row.origin,
            findings=findings[:MAX_STORED_FINDINGS],
        )
        self.new_records[row.target] = make_build_record(self.options.build, record, self.options.root)

    @contextmanager
    def write_at_exit(self) -> Iterator[None]:
        """Write the records when the block ends, even by an exception."""
        try:
            yield
        finally:
            if self.new_records:
                add_build_records(self.options.build, self._spoil_moved_inputs())

    def _spoil_moved_inputs(self) -> dict[Target, BuildRecord]:
        """Return the new records; what was read from a file that moved meanwhile is not fresh in them."""
        known = self.inputs
        moved = known.watch.find_moved_files()
        return {
            target: replace(
                one, record=replace(one.record, inputs=known.spoil_moved_inputs(one.record.inputs, moved))
            )
            for target, one in self.new_records.items()
        }
