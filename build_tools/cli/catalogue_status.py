"""`editions catalogue status`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import options, status_table, voice, world
from build_tools.cli.options import State
from build_tools.tasks import catalogue_status as task
from build_tools.tasks import catalogue_status_page as pages
from build_tools.tasks import places


@click.command("status")
@options.languages
@click.option("--articles", is_flag=True, help="Go down to each article.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, down to each article.")
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it into this file too, as a web page with bars.",
)
@options.everywhere
@click.pass_obj
def command(
    state: State, languages: tuple[str, ...], page: Path | None, *, articles: bool, as_json: bool
) -> int:
    """Count the words that are translated, fuzzy and missing, by language and page.

    Said are also how each page is reviewed, how many messages are new or changed since (void),
    when it was revised, and how many days its source is newer (behind).

    \b
    Example:
      editions catalogue status
      editions catalogue status -l fr --articles
      editions catalogue status --page status.html
      editions catalogue status --json
    """
    order = options.ordered(state)
    file = places.named("page", world.absolute(page), order.root) if page else None
    found = task.status(order.root, languages, workers=order.workers)
    voice.findings(found.findings, quiet=state.quiet)
    if file:
        pages.write(found, file)
    if as_json:
        voice.tell(task.as_json(found))
    elif not state.quiet:
        status_table.show(found, articles=articles)
    return 1 if found.findings else 0
