"""`editions doctor`."""

from __future__ import annotations

import click

from build_tools.cli import doctor_table, options, voice
from build_tools.cli.options import State
from build_tools.tasks import doctor as task


@click.command("doctor")
@options.everywhere
@click.pass_obj
def command(state: State) -> int:
    """Say what this machine has and lacks, each with its remedy; fonts with their licences.

    \b
    Example:
      editions doctor
    """
    rows = task.doctor()
    for line in doctor_table.doctor(task.lacking(rows) if state.quiet else rows):
        voice.tell(line)
    return 0
