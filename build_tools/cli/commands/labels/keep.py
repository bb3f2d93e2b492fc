"""Define `editions labels keep`."""

from __future__ import annotations

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import labels as task


@click.command("keep")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Write the labels of all sources into source/addresses.tsv, when they are published.

    From then on a build stops where one of them is gone, until it is put back or has a successor in the
    register, whose article keeps the old address:

    \b
      [publications.charter-agenda.successors]
      ca-3 = "ca-4"

    \b
    Example:
      editions labels keep
    """
    order = options.make_options(settings)
    kept = task.keep_labels(order)
    file = order.root.relativize(order.root.addresses)
    line = f"{file}: {kept.count} labels, {kept.added} of them new"
    return console.echo_kept(kept.findings, line, quiet=settings.quiet)
