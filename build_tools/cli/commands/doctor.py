"""Define `editions doctor`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import doctor as task
from build_tools.tasks.doctor import Component

STATE_COLOURS = {"ok": "green", "missing": "red", "old": "yellow"}


@click.command("doctor")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Show what this machine has and lacks, each with its remedy; fonts with their licences.

    \b
    Example:
      editions doctor
    """
    components = task.diagnose_machine()
    for line in _format_components(task.list_problems(components) if settings.quiet else components):
        console.echo(line)
    return 0


def _format_components(components: Iterable[Component]) -> list[str]:
    cells = [
        (part.name, part.state, part.version, f"→ {part.remedy}" if part.remedy else part.detail)
        for part in components
    ]
    has_colours = environment.has_colours(environment.get_stdout())
    return [_colour_state(line) if has_colours else line for line in console.align_columns(cells)]


def _colour_state(line: str) -> str:
    for word, colour in STATE_COLOURS.items():
        if f"  {word} " in line:
            return line.replace(f"  {word} ", f"  {click.style(word, colour)} ", 1)
    return line
