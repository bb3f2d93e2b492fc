"""Define `editions catalogue`, the group of commands for translators."""

from __future__ import annotations

import click

from build_tools.cli import options
from build_tools.cli.lazy_group import LazyGroup

CATALOGUE_COMMANDS = {
    "update": "build_tools.cli.commands.catalogue.update",
    "status": "build_tools.cli.commands.catalogue.status",
    "check": "build_tools.cli.commands.catalogue.check",
    "glossary": "build_tools.cli.commands.catalogue.glossary",
    "merge": "build_tools.cli.commands.catalogue.merge",
    "remarks": "build_tools.cli.commands.catalogue.remarks",
    "review": "build_tools.cli.commands.catalogue.review",
}


@click.command("catalogue", cls=LazyGroup, modules=CATALOGUE_COMMANDS)
@options.global_options
def command() -> None:
    """Update translations, show how complete they are, check and review them.

    \b
    Example:
      editions catalogue update
      editions catalogue status
      editions catalogue check -l fr
      editions catalogue review fr --state reviewed --by "Ana Pérez"
    """
