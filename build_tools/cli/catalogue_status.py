"""`editions catalogue status`."""

from __future__ import annotations

import click

from build_tools.cli import options, status_table, voice
from build_tools.cli.options import State
from build_tools.tasks import catalogue_status as task


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, down to each article.")
@options.everywhere
@click.pass_obj
def command(state: State, as_json: bool) -> int:
    """Count the words that are translated, fuzzy and missing, by language and page.

    \b
    Example:
      editions catalogue status
      editions catalogue status --json
    """
    found = task.status(options.ordered(state).root)
    voice.findings(found.findings, quiet=state.quiet)
    for line in [task.as_json(found)] if as_json else status_table.status(found):
        voice.tell(line)
    return 1 if found.findings else 0
