"""Define `editions folios`, the group of commands for the page numbers of books."""

from __future__ import annotations

import click

from build_tools.cli import options
from build_tools.cli.lazy_group import LazyGroup

FOLIO_COMMANDS = {"keep": "build_tools.cli.commands.folios.keep"}


@click.command("folios", cls=LazyGroup, modules=FOLIO_COMMANDS)
@options.global_options
def command() -> None:
    """Remember the page numbers of books: e-books lead to the same pages.

    \b
    Example:
      editions folios keep
    """
