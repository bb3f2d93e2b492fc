"""Define `editions labels`, the group of commands for addresses."""

from __future__ import annotations

import click

from build_tools.cli import options
from build_tools.cli.lazy_group import LazyGroup

LABEL_COMMANDS = {"keep": "build_tools.cli.commands.labels.keep"}


@click.command("labels", cls=LazyGroup, modules=LABEL_COMMANDS)
@options.global_options
def command() -> None:
    """Remember the labels of texts: they are the addresses that readers link to.

    \b
    Example:
      editions labels keep
    """
