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
@click.option("--codes", is_flag=True, help="Say what each code is about; check nothing.")
@options.everywhere
@click.pass_obj
def command(state: State, languages: tuple[str, ...], report: Path | None, *, codes: bool) -> int:
    """Find what a translation would lose or break, and what in it looks wrong.

    Words that do not reach their page and what is refused are errors; numbers, terms, marks
    and the like are warnings, which a comment “# allow numbers: why” allows for a message.

    \b
    Example:
      editions catalogue check -l fr
      editions catalogue check --codes
    """
    if codes:
        return _codes()
    order = options.ordered(state, languages=languages, report=report)
    result = task.check(order, clock=world.clock)
    voice.findings(result.findings, quiet=state.quiet)
    if not state.quiet:
        voice.tell(table.found(result.findings))
    return result.exit_code


def _codes() -> int:
    for one in task.codes():
        voice.tell(f"{one.code} ({one.severity})")
        voice.tell(f"    {one.what}: {one.why}")
        voice.tell(f"    {one.mend}")
    return 0
