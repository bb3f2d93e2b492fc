"""Define `editions catalogue merge`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.catalogue import merge as task

_FILE = options.PathOption()


@click.command("merge")
@click.argument("base", type=_FILE, required=False)
@click.argument("ours", type=_FILE, required=False)
@click.argument("theirs", type=_FILE, required=False)
@click.option("--name", default="", metavar="FILE", help="The catalogue's name in messages; git gives it.")
@click.option("--install", is_flag=True, help="Set up git to merge catalogues with this command.")
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    base: Path | None,
    ours: Path | None,
    theirs: Path | None,
    *,
    name: str,
    install: bool,
) -> int:
    """Merge what two translators changed in one catalogue, message by message, into OURS.

    Translators who changed different messages get no conflict. A message that both changed
    differently is left with our text as fuzzy and theirs as a comment, is told with its line,
    and gives exit 1. Of the header the newer date and name count.

    \b
    Example:
      editions catalogue merge --install
      editions catalogue merge base.po ours.po theirs.po
    """
    if install:
        for line in task.install_driver(options.make_options(settings).root):
            console.echo(line)
        return 0
    if base is None or ours is None or theirs is None:
        raise click.UsageError("name three files, BASE OURS THEIRS, or set up git with --install")
    result = task.merge_catalogue_files(base, ours, theirs, name or str(ours))
    console.echo_findings(result.findings, quiet=settings.quiet)
    return result.exit_code
