"""Define `editions site`."""

from __future__ import annotations

import click

from build_tools.cli import console, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.site import run as task


@click.command("site")
@options.workers
@options.force
@options.output
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, *, workers: int | None, force: bool) -> int:
    """Make the site on which readers find the finished editions, for any host.

    It is made of the web pages, books and e-books that are built, and of the releases of the root; the folder
    site/ of the build folder can be copied to a server as it is. Look at it with: editions serve

    \b
    Example:
      editions build
      editions site
    """
    order = options.make_options(settings, workers=workers, force=force)
    with progress.show_status_line(quiet=settings.quiet) as show_status:
        result = task.make_site(
            order, console.echo_error, lambda done, of: show_status(f"{done} of {of} parts")
        )
    console.echo_findings(result.findings, quiet=settings.quiet)
    if not settings.quiet:
        verb = "is up to date" if result.is_fresh else "is made"
        console.echo(f"{result.folder} {verb}: {console.count_noun(result.pages, 'page')}")
    return result.exit_code
