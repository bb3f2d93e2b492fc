"""Define `editions new`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions, PathOption


@click.command("new")
@click.argument("folder", type=PathOption(), metavar="DIR")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--id", "publication", default="charter", show_default=True, help="The name of the text.")
@click.option("--title", default="", help="The title of the text.  [default: that of a sample]")
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions, folder: Path, languages: tuple[str, ...], publication: str, title: str
) -> int:
    """Make a folder with a register, a text of two articles, and catalogues, which builds at once.

    The first language is that of the sources, English if none is named; into the others they are translated.

    \b
    Example:
      editions new my-charter fr ar --id charte --title Charte
    """
    from build_tools.tasks import new_root as task

    new = task.NewRoot(folder=folder.absolute(), id=publication, languages=languages or ("en",), title=title)
    files = task.create_root(
        new,
        creation_date=environment.get_timestamp(),
        clock=environment.read_clock,
        echo=console.echo_error,
    )
    if not settings.quiet:
        for file in files:
            console.echo(f"{folder}/{file}")
        console.echo(
            f"write your text in {folder}/source/{publication}, then: editions --root {folder} build"
        )
    return 0
