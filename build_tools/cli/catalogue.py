"""`editions catalogue`: what translators need."""

from __future__ import annotations

import click

from build_tools.cli import options
from build_tools.cli.late import Late

COMMANDS = {
    "update": "build_tools.cli.catalogue_update",
    "status": "build_tools.cli.catalogue_status",
    "check": "build_tools.cli.catalogue_check",
    "review": "build_tools.cli.catalogue_review",
}


@click.command("catalogue", cls=Late, modules=COMMANDS)
@options.everywhere
def command() -> None:
    """Bring translations up to date, say how far they have come and what is wrong with them.

    \b
    Example:
      editions catalogue update
      editions catalogue status
      editions catalogue check -l fr
      editions catalogue review fr --state reviewed --by "Ana Pérez"
    """
