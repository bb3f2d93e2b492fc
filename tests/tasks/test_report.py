"""The report of a command, however long it is."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from build_tools.model import CommandResult, Finding, Place
from build_tools.tasks.report import write_report


def test_a_long_report_takes_a_few_times_its_size(tmp_path: Path) -> None:
    """Tens of thousands of findings are written piece by piece."""
    place = Place(file="locale/fr/LC_MESSAGES/a/index.po", line=3, message_id="The city")
    findings = (Finding(code="catalogue/lost-text", severity="error", message="is lost", place=place),)
    path = tmp_path / "report.json"
    tracemalloc.start()
    write_report("build", (path,), 0.0, CommandResult(findings=findings * 10_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * path.stat().st_size


def test_no_report_is_made_where_nobody_asks_for_one() -> None:
    """A check without `--report` needs no memory for it."""
    tracemalloc.start()
    write_report(
        "build", (), 0.0, CommandResult(findings=(Finding(code="a/b", severity="note", message=""),) * 10_000)
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
