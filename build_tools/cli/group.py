"""Define the group of all commands."""

from __future__ import annotations

import click

from build_tools import __version__
from build_tools.cli import options
from build_tools.cli.lazy_group import LazyGroup

COMMANDS = {
    "build": "build_tools.cli.commands.build",
    "check": "build_tools.cli.commands.check",
    "catalogue": "build_tools.cli.commands.catalogue",
    "doctor": "build_tools.cli.commands.doctor",
    "test": "build_tools.cli.commands.test",
}


@click.command(
    cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@options.global_options
@click.version_option(__version__, prog_name="editions", message="%(prog)s %(version)s")
def editions() -> None:
    """Build charters of human rights as web pages, books and e-books, in every language.

    \b
    Example:
      editions build
      editions --root my-charters build charter-agenda -l fr
    """
