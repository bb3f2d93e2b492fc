"""Define `editions catalogue status`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.cli.tables import status
from build_tools.tasks import output_guard
from build_tools.tasks.catalogue import status as task
from build_tools.tasks.catalogue import status_page as pages


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
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions, languages: tuple[str, ...], page: Path | None, *, articles: bool, as_json: bool
) -> int:
    """Count the words that are translated, fuzzy and missing, by language and page.

    It also shows the review state of each page, how many messages are new or changed since the
    review (void), when it was revised, and how many days its source is newer (behind).

    \b
    Example:
      editions catalogue status
      editions catalogue status -l fr --articles
      editions catalogue status --page status.html
      editions catalogue status --json
    """
    order = options.make_options(settings)
    if page:
        page = environment.make_absolute(page)
        page = output_guard.check_output_file("page", page, order.root)
    translation_status = task.measure_translation_status(order.root, languages, workers=order.workers)
    console.echo_findings(translation_status.findings, quiet=settings.quiet)
    if page:
        pages.write_status_page(translation_status, page)
    if as_json:
        console.echo(task.format_status_json(translation_status))
    elif not settings.quiet:
        status.print_status(translation_status, articles=articles)
    return 1 if translation_status.findings else 0
