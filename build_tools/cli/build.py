"""`editions build`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import options, progress, table, voice, world
from build_tools.cli.options import State
from build_tools.tasks import build as task
from build_tools.tasks.order import Order


@click.command("build")
@options.publications
@options.languages
@options.formats
@options.output
@click.option(
    "-j",
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many editions to make at a time.  [default: the cores]",
)
@click.option("--force", is_flag=True, help="Build what is up to date as well.")
@click.option("--why", is_flag=True, help="Say what would be built and why; build nothing.")
@options.report
@options.everywhere
@click.pass_obj
def command(
    state: State,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    workers: int | None,
    force: bool,
    why: bool,
    report: Path | None,
) -> int:
    """Build what is out of date; with nothing named, of every publication.

    \b
    Example:
      editions build charter-agenda -l fr -f pdf
      editions build --why
    """
    order = options.ordered(
        state,
        publications=publications,
        languages=languages,
        formats=formats,
        report=report,
        workers=workers,
        force=force,
    )
    return _why(order) if why else _build(order, state.quiet)


def _why(order: Order) -> int:
    for job in task.why(order):
        target = job.target
        voice.tell(f"{target.publication} {target.language} {target.format}  {job.reason}")
    return 0


def _build(order: Order, quiet: bool) -> int:
    began = world.clock()
    show = progress.none if quiet else progress.bar
    result = task.build(order, clock=world.clock, show=show, say=voice.warn)
    voice.findings(result.findings, quiet=quiet)
    if not quiet:
        table.show(result, world.clock() - began)
    return result.exit_code
