"""Define `editions clean`."""

from __future__ import annotations

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import clean as task


@click.command("clean")
@options.output
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Remove all finished editions; the next build makes them again, from its caches.

    Proofs, reports and releases stay.

    \b
    Example:
      editions clean
      editions clean -o public
    """
    order = options.make_options(settings)
    count = task.clean_editions(order, console.echo_error)
    if not settings.quiet:
        console.echo(f"{count} editions removed" if count else "nothing to remove")
    return 0
