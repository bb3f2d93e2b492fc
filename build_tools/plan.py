"""Takes what targets are made from now and were made from before, gives what to build and why."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from build_tools.model import Input, Job, Plan, Record, Target

KINDS = (
    "source",
    "catalogue",
    "register",
    "language",
    "date",
    "style",
    "font",
    "reference",
    "tool",
)

Key = tuple[str, str]


def make(
    targets: Sequence[Target],
    *,
    now: Mapping[Target, tuple[Input, ...]],
    before: Mapping[Target, Record],
    intact: Container[Target],
    force: bool = False,
) -> Plan:
    """Return the jobs that are due, in the order of `targets`, and the records of the others.

    `now` has the inputs of each target, `before` what was recorded of it, `intact` the targets
    whose output still stands as recorded. Raises KeyError where `now` lacks a target.
    """
    jobs, fresh = [], []
    for target in targets:
        record = before.get(target)
        reason = "forced" if force else _reason(now[target], record, target in intact)
        if reason:
            jobs.append(Job(target=target, reason=reason))
        elif record:
            fresh.append(record)
    return Plan(jobs=tuple(jobs), fresh=tuple(fresh))


def _reason(inputs: tuple[Input, ...], record: Record | None, is_intact: bool) -> str:
    if not record:
        return "new"
    if not is_intact:
        return "output missing or changed"
    changes = list(_changes(_by_key(record.inputs), _by_key(inputs)))
    more = f" (and {len(changes) - 1} more)" if len(changes) > 1 else ""
    return changes[0] + more if changes else ""


def _by_key(inputs: tuple[Input, ...]) -> dict[Key, Input]:
    return {(each.kind, each.name): each for each in inputs}


def _changes(before: Mapping[Key, Input], now: Mapping[Key, Input]) -> Iterator[str]:
    for key in sorted(before.keys() | now.keys(), key=_rank):
        old, new = before.get(key), now.get(key)
        if not old or not new:
            yield f"{key[0]} {'removed' if old else 'added'}: {key[1]}"
        elif old.digest != new.digest:
            yield f"{key[0]} changed: {key[1]}{_versions(old.label, new.label)}"


def _rank(key: Key) -> tuple[int, str, str]:
    kind, name = key
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), kind, name)


def _versions(old: str, new: str) -> str:
    return f" {old} → {new}" if old and new and old != new else ""
