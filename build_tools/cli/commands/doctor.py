"""Define `editions doctor`."""

from __future__ import annotations

import click

from build_tools.cli import console, options
from build_tools.cli.commands import doctor_table
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import doctor as task


@click.command("doctor")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Show what this machine has and lacks, each with its remedy; fonts with their licences.

    \b
    Example:
      editions doctor
    """
    rows = task.diagnose_machine()
    for line in doctor_table.format_components(
        task.list_missing_parts(rows) if settings.quiet else rows
    ):
        console.echo(line)
    return 0
