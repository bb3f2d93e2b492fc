"""What a command did, as lines for a person: takes a Result or rows, gives a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from build_tools.cli import voice, world
from build_tools.model import Result, Row
from build_tools.tasks.doctor import Part

HEADS = ("publication", "language", "format", "status", "pages", "size")
RIGHT = {4, 5}
COLOURS = {
    "built": "green",
    "failed": "red",
    "skipped": "yellow",
    "ok": "green",
    "missing": "red",
    "old": "yellow",
}


def show(result: Result, seconds: float) -> None:
    """Say what became of every edition, then all of it in a line, on stdout."""
    if world.is_terminal(world.stdout()) and any(row.status != "fresh" for row in result.rows):
        _rich(result.rows)
    else:
        for line in lines([_cells(row) for row in result.rows], RIGHT):
            voice.tell(line)
    voice.tell(f"{counted(result)} in {seconds:.1f} s")


def counted(result: Result) -> str:
    """Return how many were built, are fresh and failed, and how many notes there are."""
    count = Counter(row.status for row in result.rows)
    severities = Counter(finding.severity for finding in result.findings)
    parts = [
        f"{count[status]} {status}"
        for status in ("built", "fresh", "skipped", "failed")
        if count[status]
    ]
    parts += [f"{number} {name}{'s' * (number > 1)}" for name, number in severities.items()]
    return ", ".join(parts) or "nothing to do"


def checked(result: Result) -> str:
    """Return what a check looked at and found, in a line."""
    here = sum(row.output is not None for row in result.rows)
    count = Counter(finding.severity for finding in result.findings)
    found = [f"{number} {name}{'s' * (number > 1)}" for name, number in count.items()]
    return f"{here} of {len(result.rows)} checked: {', '.join(found) or 'nothing found'}"


def doctor(rows: Iterable[Part]) -> list[str]:
    """Return the lines of a machine: what, how it stands, version, and detail or remedy."""
    colour = world.has_colours(world.stdout())
    cells = [
        (row.what, row.state, row.version, f"→ {row.remedy}" if row.remedy else row.detail)
        for row in rows
    ]
    return [_coloured(line) if colour else line for line in lines(cells, set())]


def lines(rows: Sequence[Sequence[str]], right: set[int]) -> list[str]:
    """Return rows of cells as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(row, widths, right)).rstrip() for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int], right: set[int]) -> Iterable[str]:
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if at in right else cell.ljust(width)


def _cells(row: Row) -> tuple[str, ...]:
    target, output = row.target, row.output
    pages = f"{output.pages} pages" if output and output.pages else ""
    size = sized(output.size) if output else ""
    return (target.publication, target.language, target.format, row.status, pages, size)


def sized(size: int) -> str:
    """Return a number of bytes as a person reads it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def _coloured(line: str) -> str:
    for word, colour in COLOURS.items():
        if f"  {word} " in line:
            return line.replace(f"  {word} ", f"  {click.style(word, colour)} ", 1)
    return line


def _rich(rows: Iterable[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(HEADS):
        drawn.add_column(head, justify="right" if at in RIGHT else "left")
    for row in rows:
        drawn.add_row(*_cells(row), style=COLOURS.get(row.status, "dim"))
    Console(file=world.stdout()).print(drawn)
