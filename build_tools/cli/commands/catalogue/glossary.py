"""Define `editions catalogue glossary`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.catalogue import glossary as task
from build_tools.tasks.options import check_output_file


@click.command("glossary")
@options.languages
@click.option(
    "--page",
    type=options.PathOption(dir_okay=False),
    metavar="FILE",
    help="Write a web page into this file.",
)
@click.option("--long", "is_long", is_flag=True, help="Write glossary.tsv with a row a term and language.")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, languages: tuple[str, ...], page: Path | None, *, is_long: bool) -> int:
    """Show the terms of glossary.tsv by term and language.

    The file has a row for each term and language: key, language, term, note. A note that begins
    with ? says that the term is not settled. An older file, with a column a language, is read
    too; --long writes it anew.

    \b
    Example:
      editions catalogue glossary -l en -l fr
      editions catalogue glossary --page glossary.html
      editions catalogue glossary --long
    """
    root = options.make_options(settings).root
    if is_long:
        file = task.write_long_glossary(root)
        console.echo(f"{file}: a row a term and language" if file else "it is in the long form, or missing")
        return 0
    page = check_output_file("page", page.absolute(), root) if page else None
    table = task.read_term_table(root, languages)
    if page:
        task.write_glossary_page(table, page)
    elif not settings.quiet:
        rows = list(task.iter_term_lines(table))
        for line in console.align_columns(rows) if rows else ["there are no terms"]:
            console.echo(line)
    return 0
