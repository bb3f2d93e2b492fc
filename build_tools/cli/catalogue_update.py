"""`editions catalogue update`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import options, progress, voice, world
from build_tools.cli.options import State
from build_tools.tasks import catalogue_update as task

COUNTED = ("new", "revived", "moved", "near", "obsolete", "recovered")


@click.command("update")
@options.languages
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would change; write nothing.")
@options.report
@options.everywhere
@click.pass_obj
def command(state: State, languages: tuple[str, ...], dry: bool, report: Path | None) -> int:
    """Bring the catalogues up to the sources, and make those that a language lacks.

    No translation is lost: what is gone from the sources stays, obsolete, and comes back with
    them; what moved to another page is found there; what is nearly the same is offered, fuzzy.
    A language that the register does not list yet is begun with -l.

    \b
    Of each file that changes it says how many messages are new, revived (from its own obsolete
    ones), moved (from another page), near (a fuzzy offer), obsolete, or recovered (from git).

    \b
    Example:
      editions catalogue update
      editions catalogue update -l fr --dry-run
      editions catalogue update -l pt
    """
    order = options.ordered(state, languages=languages, report=report)
    with progress.line(quiet=state.quiet) as say:
        done = task.update(order, now=world.moment(), dry=dry, clock=world.clock, say=say)
    voice.findings(done.result.findings, quiet=state.quiet)
    if not state.quiet:
        for line in _lines(done, dry):
            voice.tell(line)
    return done.result.exit_code


def _lines(done: task.Update, dry: bool) -> Iterator[str]:
    for change in done.changes:
        counts = [(getattr(change.counts, name), name) for name in COUNTED]
        parts = ["made"] * change.is_new + [f"{count} {name}" for count, name in counts if count]
        told = ", ".join(parts) or ("a column" if change.file.endswith(".tsv") else "places")
        yield f"{change.file}: {told}"
    changed = sum(change.file.endswith(".po") for change in done.changes)
    would = "would change" if dry else "changed"
    rest = done.catalogues - changed
    yield f"{done.catalogues} catalogues: {changed} {would}, {rest} as they were"
    yield from done.advice
