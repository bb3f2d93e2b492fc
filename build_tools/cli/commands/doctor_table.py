"""Format the components of a machine as a table."""

from __future__ import annotations

from collections.abc import Iterable

import click

from build_tools.cli import environment
from build_tools.cli.tables.columns import align_columns
from build_tools.tasks.doctor import Part

STATE_COLOURS = {"ok": "green", "missing": "red", "old": "yellow"}


def format_components(rows: Iterable[Part]) -> list[str]:
    """Return a line for each component: name, state, version, and detail or remedy."""
    has_colours = environment.has_colours(environment.get_stdout())
    cells = [
        (row.name, row.state, row.version, f"→ {row.remedy}" if row.remedy else row.detail)
        for row in rows
    ]
    return [_colour_state(line) if has_colours else line for line in align_columns(cells)]


def _colour_state(line: str) -> str:
    for word, colour in STATE_COLOURS.items():
        if f"  {word} " in line:
            return line.replace(f"  {word} ", f"  {click.style(word, colour)} ", 1)
    return line
