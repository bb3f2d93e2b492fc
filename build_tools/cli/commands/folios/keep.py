"""Define `editions folios keep`."""

from __future__ import annotations

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import folios as task


@click.command("keep")
@options.publications
@options.languages
@options.output
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, publications: tuple[str, ...], languages: tuple[str, ...]) -> int:
    """Write where the pages of finished books begin into source/folios.tsv, when they are published.

    E-books of the same version have these pages in a list and at their places, so that who reads one finds
    the page that others have in the book. Where the text has changed since, an e-book has no list until
    this is run again.

    \b
    Example:
      editions build -f pdf
      editions folios keep
    """
    order = options.make_options(settings, publications=publications, languages=languages)
    kept = task.keep_folios(order)
    file = order.root.relativize(order.root.folios)
    line = f"{file}: {kept.pages} pages of {kept.books} books"
    return console.echo_kept(kept.findings, line, quiet=settings.quiet)
