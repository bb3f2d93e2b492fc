"""Labels that two publications of a root share."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools import register
from build_tools.errors import format_finding
from build_tools.inventory import find_shared_labels
from build_tools.model import CommandResult
from build_tools.paths import Root
from build_tools.tasks.build import references

DATA = Path(__file__).parents[1] / "data" / "tasks"
CASES = tomllib.loads((DATA / "labels.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_label_of_two_publications_is_told_with_both_places(make_root: Any, case: Any) -> None:
    """A label of two publications is reported once, with both locations."""
    root: Root = make_root({"a": ["en"], "b": ["en"]})
    for name in ("a", "b"):
        (root.source / name / "index.rst").write_bytes(case[name].encode())
    found = find_shared_labels(
        references.read_inventories(register.read_register(root), root), case.get("due", ["a", "b"])
    )
    assert [format_finding(one) for one in found] == case["says"]


def test_a_build_tells_it_until_nothing_is_due(make_root: Any, build: Callable[..., CommandResult]) -> None:
    """A build warns of a shared label, and succeeds all the same."""
    root: Root = make_root({"a": ["en"], "b": ["en"]})
    for name in ("a", "b"):
        (root.source / name / "index.rst").write_text(".. _one:\n\nOne\n===\n")
    first, second = build(root), build(root)
    assert [one.code for one in first.findings] == ["source/label-shared"]
    assert (first.exit_code, second.findings) == (0, ())
