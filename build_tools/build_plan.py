"""Plan a build: compare the inputs of targets with the last build, give jobs with reasons."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from build_tools.model import Input, Job, Plan, Target, TargetRecord

INPUT_KINDS = (
    "source",
    "catalogue",
    "register",
    "language",
    "date",
    "draft",
    "requirements",
    "style",
    "font",
    "reference",
    "page",
    "passages",
    "tool",
)

# Reasons that say nothing of the inputs.
NEW, TOUCHED = "new", "output missing or changed"
OUTPUT_REASONS = (NEW, TOUCHED)

InputKey = tuple[str, str]


def make_plan(
    targets: Sequence[Target],
    *,
    inputs: Mapping[Target, tuple[Input, ...]],
    records: Mapping[Target, TargetRecord],
    intact: Container[Target],
    force: bool = False,
) -> Plan:
    """Return the jobs that are due, in the order of `targets`, and the records of the others.

    `inputs` has the inputs of each target, `records` its last build, `intact` the targets whose
    output is unchanged since then. Raises KeyError if `inputs` lacks a target.
    """
    jobs, fresh = [], []
    for target in targets:
        record = records.get(target)
        reason = "forced" if force else _explain_job(inputs[target], record, target in intact)
        if reason:
            jobs.append(Job(target=target, reason=reason))
        elif record:
            fresh.append(record)
    return Plan(jobs=tuple(jobs), fresh=tuple(fresh))


def _explain_job(inputs: tuple[Input, ...], record: TargetRecord | None, is_intact: bool) -> str:
    if not record:
        return NEW
    if not is_intact:
        return TOUCHED
    changes = list(_describe_changes(_index_inputs(record.inputs), _index_inputs(inputs)))
    more = f" (and {len(changes) - 1} more)" if len(changes) > 1 else ""
    return changes[0] + more if changes else ""


def _index_inputs(inputs: tuple[Input, ...]) -> dict[InputKey, Input]:
    return {(each.kind, each.name): each for each in inputs}


def _describe_changes(
    old_inputs: Mapping[InputKey, Input], new_inputs: Mapping[InputKey, Input]
) -> Iterator[str]:
    for key in sorted(old_inputs.keys() | new_inputs.keys(), key=_rank_input):
        old, new = old_inputs.get(key), new_inputs.get(key)
        if not old or not new:
            yield f"{key[0]} {'removed' if old else 'added'}: {key[1]}"
        elif old.digest != new.digest:
            yield f"{key[0]} changed: {key[1]}{_format_versions(old.label, new.label)}"


def _rank_input(key: InputKey) -> tuple[int, str, str]:
    kind, name = key
    return ((*INPUT_KINDS, kind).index(kind), kind, name)


def _format_versions(old: str, new: str) -> str:
    return f" {old} → {new}" if old and new and old != new else ""
