"""Define `editions catalogue review`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.model import ReviewState
from build_tools.tasks.catalogue import review as task

if TYPE_CHECKING:
    from build_tools.tasks.catalogue.review import PageReview


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
@click.option("--fingerprint", default="", metavar="F", help="That of the signed proof; else today's text.")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would change; write nothing.")
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    language: str,
    pages: str,
    *,
    state: ReviewState,
    by: str,
    fingerprint: str,
    dry: bool,
) -> int:
    """Record in the headers of catalogues that a person has read a translation.

    The header gets the name, the day, and a short digest of every translated message: a message
    that is changed later is no longer reviewed, and status and editions show it. Only what was
    reviewed and is unchanged can be approved. With the fingerprint that a signed proof bears, a
    page of which a message changed since is refused, with the message. NAME is a
    person's: not a machine's, nor a role such as “translator”.

    \b
    Example:
      editions catalogue review fr charter-agenda/right-1 --state reviewed --by "Ana Pérez"
      editions catalogue review fr charter-agenda/right-1 --state reviewed --by "Ana Pérez" \
          --fingerprint "1f2e 0a9c 77b1 d3e4 5c60 9ab8"
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
        fingerprint=fingerprint,
        on_wait=console.make_echo_error(quiet=settings.quiet),
    )
    if not settings.quiet:
        for line in _format_review(reviewed_pages, dry=dry):
            console.echo(line)
    return 0


def _format_review(pages: Sequence[PageReview], *, dry: bool) -> list[str]:
    rows = [(page.page, _format_states(page), *_format_page_counts(page)) for page in pages]
    recorded = [page for page in pages if not page.is_unchanged]
    state, skipped = recorded[0].new_state, sum(page.skipped for page in recorded)
    verb = "would be" if dry else "is" if len(recorded) == 1 else "are"
    summary = f"{_format_count(len(recorded), 'page')} {verb} {state}"
    if state != "draft":
        summary += f", {_format_count(sum(page.messages for page in recorded), 'message')}"
        if skipped:
            verb = "is" if skipped == 1 else "are"
            summary += f"; {_format_count(skipped, 'message')} that {verb} not translated {verb} not covered"
    return [*console.align_columns(rows, {2}), summary]


def _format_states(page: PageReview) -> str:
    return page.new_state if page.is_unchanged else f"{page.old_state} → {page.new_state}"


def _format_page_counts(page: PageReview) -> tuple[str, str]:
    if page.is_unchanged:
        return "", "nothing is translated"
    if page.new_state == "draft":
        return "", ""
    return _format_count(page.messages, "message"), f"{page.skipped} not translated" * bool(page.skipped)


def _format_count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
