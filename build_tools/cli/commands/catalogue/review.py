"""Define `editions catalogue review`."""

from __future__ import annotations

from typing import get_args

import click

from build_tools.cli import console, environment, options
from build_tools.cli.commands.catalogue import review_table
from build_tools.cli.options import GlobalOptions
from build_tools.model import ReviewState
from build_tools.tasks.catalogue import review as task


@click.command("review")
@click.argument("language", metavar="LANG")
@click.argument("pages", default="", metavar="[PUBLICATION[/PAGE]]")
@click.option(
    "--state",
    required=True,
    type=click.Choice(get_args(ReviewState)),
    help="draft takes a review back; reviewed comes before approved.",
)
@click.option("--by", default="", metavar="NAME", help="The person who read it, by name.")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would change; write nothing.")
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions, language: str, pages: str, *, state: ReviewState, by: str, dry: bool
) -> int:
    """Record in the headers of catalogues that a person has read a translation.

    The header gets the name, the day, and a short digest of every translated message: a message
    that is changed later is no longer reviewed, and status and editions show it. Only what was
    reviewed and is unchanged can be approved. NAME is a person's: not a machine's, nor a role
    such as “translator”.

    \b
    Example:
      editions catalogue review fr charter-agenda/right-1 --state reviewed --by "Ana Pérez"
      editions catalogue review fr charter-agenda --state approved --by "Jo Diallo"
    """
    reviewed_pages = task.review_catalogues(
        options.make_options(settings),
        language,
        pages,
        state=state,
        reviewer=by,
        day=environment.get_today(),
        is_dry_run=dry,
    )
    if not settings.quiet:
        for line in review_table.format_review(reviewed_pages, dry=dry):
            console.echo(line)
    return 0
