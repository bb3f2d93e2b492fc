"""A plan lists jobs with reasons, from two lists of inputs only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools import build_plan
from build_tools.model import FORMATS, Coverage, Input, Output, Target, TargetRecord

DATA = Path(__file__).parent.parent / "data" / "build_plan"
TARGET = Target("my-text", "fr", "pdf")
OUTPUT = Output(path="editions/fr/my-text/my-text-fr.pdf", sha256="0" * 64, size=1, pages=2)

Now = Mapping[Target, tuple[Input, ...]]


def _cases(concept: str) -> list[Any]:
    text = (DATA / f"{concept}.toml").read_text(encoding="utf-8")
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(text)["case"]]


def _inputs(rows: list[list[str]]) -> tuple[Input, ...]:
    return tuple(
        Input(kind=kind, name=name, digest=digest, label="".join(label))
        for kind, name, digest, *label in rows
    )


def _recorded(now: Now) -> dict[Target, TargetRecord]:
    coverage = Coverage(words=10, translated=9, missing=1)
    return {
        target: TargetRecord(target=target, inputs=inputs, output=OUTPUT, coverage=coverage)
        for target, inputs in now.items()
    }


@pytest.mark.parametrize("case", _cases("reasons"))
def test_the_reason_of_a_job(case: dict[str, Any]) -> None:
    """A job names what is different, in words that an editor knows."""
    record = _recorded({TARGET: _inputs(case["before"])}) if "before" in case else {}
    made = build_plan.make_plan(
        [TARGET],
        inputs={TARGET: _inputs(case["now"])},
        records=record,
        intact={TARGET} if case.get("intact", True) else set(),
        force=case.get("force", False),
    )
    assert [job.reason for job in made.jobs] == ([case["reason"]] if case["reason"] else [])
    assert list(made.fresh) == ([] if case["reason"] else list(record.values()))


def test_a_target_whose_inputs_are_not_known() -> None:
    """A target without known inputs raises an error."""
    with pytest.raises(KeyError):
        build_plan.make_plan([TARGET], inputs={}, records={}, intact=())


names = st.text(alphabet="ab/", min_size=1, max_size=3)
targets = st.builds(Target, names, names, st.sampled_from(list(FORMATS)))
inputs = st.lists(
    st.builds(
        Input,
        kind=st.sampled_from([*build_plan.INPUT_KINDS, "other"]),
        name=names,
        digest=st.sampled_from(["0", "1"]),
        label=st.sampled_from(["", "1.0", "2.0"]),
    ),
    unique_by=lambda each: (each.kind, each.name),
    max_size=5,
).map(tuple)
worlds = st.dictionaries(targets, inputs, max_size=5)


@given(now=worlds)
def test_a_plan_after_a_build_is_empty(now: Now) -> None:
    """An existing target recorded with the same inputs has no job and keeps its coverage."""
    before = _recorded(now)
    made = build_plan.make_plan(list(now), inputs=now, records=before, intact=now)
    assert made.jobs == ()
    assert made.fresh == tuple(before.values())


@given(now=worlds, data=st.data())
def test_one_change_is_named(now: Now, data: st.DataObject) -> None:
    """After one change there is a job for each target with that input, and its reason names it."""
    pool = [each for some in now.values() for each in some]
    assume(pool)
    changed = data.draw(st.sampled_from(pool))
    later = {
        target: tuple(
            Input(kind=each.kind, name=each.name, digest="new", label=each.label) if each == changed else each
            for each in some
        )
        for target, some in now.items()
    }
    made = build_plan.make_plan(list(now), inputs=later, records=_recorded(now), intact=now)
    assert [job.target for job in made.jobs] == [each for each in now if changed in now[each]]
    assert {job.reason for job in made.jobs} == {f"{changed.kind} changed: {changed.name}"}


@given(now=worlds, before=worlds, standing=st.sets(targets))
def test_force_builds_all(now: Now, before: Now, standing: set[Target]) -> None:
    """With force each target is a job with that reason only."""
    made = build_plan.make_plan(list(now), inputs=now, records=_recorded(before), intact=standing, force=True)
    assert [job.target for job in made.jobs] == list(now)
    assert {job.reason for job in made.jobs} <= {"forced"}
    assert made.fresh == ()


@given(now=worlds, before=worlds, data=st.data())
def test_the_order_of_what_is_given_does_not_matter(now: Now, before: Now, data: st.DataObject) -> None:
    """The order of inputs does not change the plan; its order is that of the targets."""
    order = list(now)
    made = build_plan.make_plan(order, inputs=now, records=_recorded(before), intact=set(order))
    turned = {target: tuple(reversed(now[target])) for target in reversed(order)}
    records = dict(reversed(list(_recorded(before).items())))
    assert build_plan.make_plan(order, inputs=turned, records=records, intact=set(order)) == made
    shuffled = data.draw(st.permutations(order))
    again = build_plan.make_plan(shuffled, inputs=now, records=_recorded(before), intact=set(order))
    assert [job.target for job in again.jobs] == [
        target for target in shuffled if target in {job.target for job in made.jobs}
    ]


@given(now=worlds, before=worlds, standing=st.sets(targets))
def test_each_target_is_a_job_or_fresh(now: Now, before: Now, standing: set[Target]) -> None:
    """Each target is either a job or fresh, and a fresh one was recorded and exists."""
    made = build_plan.make_plan(list(now), inputs=now, records=_recorded(before), intact=standing)
    jobs, fresh = [job.target for job in made.jobs], [each.target for each in made.fresh]
    assert sorted(jobs + fresh) == sorted(now)
    assert set(fresh) <= standing & before.keys()
