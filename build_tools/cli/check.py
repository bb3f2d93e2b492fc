"""`editions check`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import options, table, voice, world
from build_tools.cli.options import State
from build_tools.tasks import check as task


@click.command("check")
@options.publications
@options.languages
@options.formats
@options.output
@options.report
@options.everywhere
@click.pass_obj
def command(
    state: State,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    report: Path | None,
) -> int:
    """Run every check on what is built.

    \b
    Example:
      editions check charter-agenda -l ar -f epub
    """
    order = options.ordered(
        state, publications=publications, languages=languages, formats=formats, report=report
    )
    result = task.check(order, clock=world.clock, say=voice.warn)
    voice.findings(result.findings, quiet=state.quiet)
    if not state.quiet:
        voice.tell(table.checked(result))
    return result.exit
