"""Messages rendered as text: the words as a reader sees them, without running any markup."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sanitizer.message_text import MarkupRun, split_runs

DATA = Path(__file__).parent.parent / "data" / "sanitizer" / "shown.toml"
CASES = tomllib.loads(DATA.read_text("utf-8"))["case"]
texts = st.text(st.sampled_from("ab *`:_|[]#<>\\.\n\"'é가ب"), max_size=30)


def line(run: MarkupRun) -> str:
    """Return a text run in the notation of the cases."""
    return f"{run.kind} {run.text}" + (f" > {run.target}" if not run.text and run.target else "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_message_reads_so(case: dict[str, Any]) -> None:
    """Each run has its words and their kind."""
    assert [line(run) for run in split_runs(case["text"], case.get("tag", ""))] == case["runs"]


@given(texts)
def test_no_text_is_too_odd_to_be_shown(text: str) -> None:
    """Any text is rendered, without an error, and no letter of it is lost."""
    found = "".join(run.text + run.target for run in split_runs(text))
    assert [letter for letter in text if letter.isalpha() and letter not in found] == []
