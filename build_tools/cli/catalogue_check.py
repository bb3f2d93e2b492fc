"""`editions catalogue check`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import options, table, voice, world
from build_tools.cli.options import State
from build_tools.tasks import catalogue_check as task


@click.command("check")
@options.languages
@options.report
@options.everywhere
@click.pass_obj
def command(state: State, languages: tuple[str, ...], report: Path | None) -> int:
    """Find what a translation would lose or break: bad syntax, and messages that are refused.

    \b
    Example:
      editions catalogue check -l fr
    """
    order = options.ordered(state, languages=languages, report=report)
    result = task.check(order, clock=world.clock)
    voice.findings(result.findings, quiet=state.quiet)
    if not state.quiet:
        voice.tell(table.found(result))
    return result.exit
