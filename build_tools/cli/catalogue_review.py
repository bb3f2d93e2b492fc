"""`editions catalogue review`."""

from __future__ import annotations

from typing import get_args

import click

from build_tools.cli import options, review_table, voice, world
from build_tools.cli.options import State
from build_tools.model import ReviewState
from build_tools.tasks import catalogue_review as task


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
@options.everywhere
@click.pass_obj
def command(
    now: State, language: str, pages: str, *, state: ReviewState, by: str, dry: bool
) -> int:
    """Record that a person has read a translation, in the header of its catalogues.

    Kept are who, on which day, and a short digest of every translated message: one that is
    changed later is no longer reviewed, and status and editions say so. Approved can only be
    what was reviewed as it stands. NAME is a person's: not a machine's, nor a role such as
    “translator”.

    \b
    Example:
      editions catalogue review fr charter-agenda/right-1 --state reviewed --by "Ana Pérez"
      editions catalogue review fr charter-agenda --state approved --by "Jo Diallo"
    """
    wanted = task.Wanted(
        language=language,
        pages=pages,
        state=state,
        by=by,
        day=world.today(),
        dry=dry,
    )
    done = task.review(options.ordered(now), wanted)
    if not now.quiet:
        for line in review_table.review(done, dry=dry):
            voice.tell(line)
    return 0
