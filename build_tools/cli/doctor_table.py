"""What a machine has and lacks, as lines: takes its parts, gives a table."""

from __future__ import annotations

from collections.abc import Iterable

import click

from build_tools.cli import world
from build_tools.cli.columns import lines
from build_tools.tasks.doctor import Part

COLOURS = {"ok": "green", "missing": "red", "old": "yellow"}


def doctor(rows: Iterable[Part]) -> list[str]:
    """Return the lines of a machine: what, how it stands, version, and detail or remedy."""
    colour = world.has_colours(world.stdout())
    cells = [
        (row.name, row.state, row.version, f"→ {row.remedy}" if row.remedy else row.detail)
        for row in rows
    ]
    return [_coloured(line) if colour else line for line in lines(cells)]


def _coloured(line: str) -> str:
    for word, colour in COLOURS.items():
        if f"  {word} " in line:
            return line.replace(f"  {word} ", f"  {click.style(word, colour)} ", 1)
    return line
