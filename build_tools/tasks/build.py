"""`editions build`: takes an Order, builds what is out of date, gives what became of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools import plan, register
from build_tools.model import (
    CommandResult,
    Edition,
    Finding,
    Input,
    Job,
    Plan,
    Register,
    ReportRow,
    Target,
    TargetRecord,
)
from build_tools.press import trouble
from build_tools.tasks import labels, lock, places, records
from build_tools.tasks.finish import finished
from build_tools.tasks.inputs import Inputs
from build_tools.tasks.order import Clock, Order, Say, Show
from build_tools.tasks.records import Kept
from build_tools.tasks.report import reported


def build(order: Order, *, clock: Clock, show: Show, say: Say) -> CommandResult:
    """Build what is out of date and write the report; `show` draws the progress of the jobs.

    Raises Mendable where the command, the register or the build folder is wrong.
    """
    places.refuse(order)
    named = places.report(order)
    if not order.root.has_register:  # a misspelt --root gets no build folder
        return reported("build", named, clock, lambda: _build(order, clock, show))
    with lock.held(order.build, say), _on_disk(order):
        wanted = (order.build.report, *named)
        return reported("build", wanted, clock, lambda: _build(order, clock, show))


def why(order: Order) -> tuple[Job, ...]:
    """Return the jobs that a build would do now, each with its reason; build nothing."""
    places.refuse(order)
    return _look(order).plan.jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """The register and the plan, and all that the plan was made from."""

    register: Register
    targets: tuple[Target, ...]
    inputs: Inputs
    now: Mapping[Target, tuple[Input, ...]]
    before: dict[Target, Kept]
    plan: Plan


def _look(order: Order) -> _Look:
    listed = register.read(order.root)
    asked = order.selection
    targets = register.select_targets(listed, asked.publications, asked.languages, asked.formats)
    inputs = Inputs(register=listed, root=order.root, build=order.build, epoch=order.epoch)
    before = records.read(order.build)
    now = {target: _inputs(inputs, target, before.get(target)) for target in targets}
    planned = plan.make_plan(
        targets,
        inputs=now,
        records={target: kept.record for target, kept in before.items()},
        intact={t for t in targets if t in before and records.intact(order.build, before[t])},
        force=order.force,
    )
    return _Look(
        register=listed, targets=targets, inputs=inputs, now=now, before=before, plan=planned
    )


def _inputs(inputs: Inputs, target: Target, kept: Kept | None) -> tuple[Input, ...]:
    found = inputs.of(target)
    return inputs.with_earlier(found, kept.record.inputs) if kept else found


def _build(order: Order, clock: Clock, show: Show) -> CommandResult:
    look = _look(order)
    fresh = {record.target: _fresh(record) for record in look.plan.fresh}
    if not look.plan.jobs:
        return CommandResult(rows=tuple(fresh[target] for target in look.targets))
    faceless = tuple(_faceless(look))
    rows, findings = _made(order, look, clock, show)
    every = fresh | {row.target: row for row in (*faceless, *rows)}
    failed = any(row.status == "failed" for row in every.values())
    return CommandResult(
        rows=tuple(every[target] for target in look.targets),
        findings=(*_lacking(order, look, faceless), *_shared(look), *findings),
        exit_code=1 if failed else 0,
    )


def _faceless(look: _Look) -> Iterator[ReportRow]:
    """Yield a failed row for each job in a language that this machine has no face for."""
    for job in look.plan.jobs:
        if job.target.language in look.inputs.faceless:
            yield ReportRow(target=job.target, status="failed", reason=job.reason)


def _lacking(order: Order, look: _Look, rows: tuple[ReportRow, ...]) -> Iterator[Finding]:
    for publication, tag in dict.fromkeys((r.target.publication, r.target.language) for r in rows):
        error = look.inputs.faceless[tag]
        yield trouble.finding(
            error, order.build, order.root.path, publication=publication, language=tag
        )


def _shared(look: _Look) -> Iterator[Finding]:
    due = {job.target.publication for job in look.plan.jobs}
    yield from labels.shared(look.inputs.inventories(), due)


def _fresh(record: TargetRecord) -> ReportRow:
    return ReportRow(
        target=record.target, status="fresh", output=record.output, coverage=record.coverage
    )


def _made(
    order: Order, look: _Look, clock: Clock, show: Show
) -> tuple[tuple[ReportRow, ...], tuple[Finding, ...]]:
    from build_tools.press import crew

    jobs = tuple(j for j in look.plan.jobs if j.target.language not in look.inputs.faceless)
    if not jobs:
        return (), ()
    keeper = _Keeper(order=order, look=look)
    with show(jobs) as watch, keeper.writing():
        outcome = crew.run(
            jobs,
            editions=_editions(order, look, jobs),
            root=order.root,
            build=order.build,
            workers=order.workers,
            clock=clock,
            watch=watch,
            weights=_weights(look.before),
            keep=keeper,
            finish=finished,
        )
    return outcome.rows, outcome.findings


def _editions(
    order: Order, look: _Look, jobs: tuple[Job, ...]
) -> Mapping[tuple[str, str], Edition]:
    names = {(job.target.publication, job.target.language) for job in jobs}
    found = {name: look.inputs.edition(*name) for name in names}
    if order.epoch is None:
        return found
    return {name: replace(edition, date=order.epoch) for name, edition in found.items()}


def _weights(before: Mapping[Target, Kept]) -> Mapping[tuple[str, str], float]:
    """Return how long each edition took by what it is known by: the pages of its pdf."""
    return {
        (target.publication, target.language): float(kept.record.output.pages)
        for target, kept in before.items()
        if kept.record.output.pages and target.format == "pdf"
    }


@dataclass(slots=True, kw_only=True)
class _Keeper:
    """Takes each row as it is finished, and writes the records even when the build is stopped."""

    order: Order
    look: _Look
    made: dict[Target, Kept] = field(default_factory=dict)

    def __call__(self, row: ReportRow, dependencies: tuple[Path, ...]) -> None:
        """Note a finished target, with the files that its reading took in."""
        if row.output is None:
            return
        inputs = self.look.inputs.with_read(self.look.inputs.of(row.target), dependencies)
        record = TargetRecord(
            target=row.target, inputs=inputs, output=row.output, coverage=row.coverage
        )
        self.made[row.target] = records.keep(self.order.build, record)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write the records when the block ends, however it ends."""
        try:
            yield
        finally:
            if self.made:
                records.write(self.order.build, (self.look.before | self.made).values())


@contextmanager
def _on_disk(order: Order) -> Iterator[None]:
    """Turn a disk that refuses into the line that a person can use."""
    try:
        yield
    except OSError as error:
        raise trouble.mendable(error, order.build.path.parent) or error from error
