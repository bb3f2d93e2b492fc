"""What a command did, as lines for a person: takes a Result or rows, gives a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from build_tools.cli import voice, world
from build_tools.cli.columns import lines, sized
from build_tools.model import CommandResult, Finding, ReportRow

HEADS = ("publication", "language", "format", "status", "pages", "size")
RIGHT = {4, 5}
# What tells that a check was not run, for want of a judge.
NOT_RUN = "check/not-run"
COLOURS = {"built": "green", "failed": "red", "skipped": "yellow"}


def show(result: CommandResult, seconds: float) -> None:
    """Say what became of every edition, then all of it in a line, on stdout."""
    if world.is_terminal(world.stdout()) and any(row.status != "fresh" for row in result.rows):
        _rich(result.rows)
    else:
        for line in lines([_cells(row) for row in result.rows], RIGHT):
            voice.tell(line)
    voice.tell(f"{counted(result)} in {seconds:.1f} s")


def counted(result: CommandResult) -> str:
    """Return how many were built, are fresh and failed, and how many notes there are."""
    count = Counter(row.status for row in result.rows)
    parts = [
        f"{count[status]} {status}"
        for status in ("built", "fresh", "skipped", "failed")
        if count[status]
    ]
    parts += [found(result.findings)] if result.findings else []
    return ", ".join(parts) or "nothing to do"


def checked(result: CommandResult) -> str:
    """Return what a check looked at and found, in a line."""
    here = sum(row.output is not None for row in result.rows)
    told = [finding for finding in result.findings if finding.code != NOT_RUN]
    left = len(result.findings) - len(told)
    rest = f"; {left} checks not run" if left else ""
    return f"{here} of {len(result.rows)} checked: {found(told)}{rest}"


def found(findings: Iterable[Finding]) -> str:
    """Return how many errors, warnings and notes there are."""
    count = Counter(finding.severity for finding in findings)
    parts = [f"{number} {name}{'s' * (number > 1)}" for name, number in count.items()]
    return ", ".join(parts) or "nothing found"


def _cells(row: ReportRow) -> tuple[str, ...]:
    target, output = row.target, row.output
    pages = f"{output.pages} pages" if output and output.pages else ""
    size = sized(output.size) if output else ""
    return (target.publication, target.language, target.format, row.status, pages, size)


def _rich(rows: Iterable[ReportRow]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(HEADS):
        drawn.add_column(head, justify="right" if at in RIGHT else "left")
    for row in rows:
        drawn.add_row(*_cells(row), style=COLOURS.get(row.status, "dim"))
    Console(file=world.stdout()).print(drawn)
