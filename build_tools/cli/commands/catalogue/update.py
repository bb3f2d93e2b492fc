"""Define `editions catalogue update`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.errors import format_finding
from build_tools.tasks.catalogue import update as task

COUNT_NAMES = ("new", "revived", "moved", "near", "filled", "obsolete", "recovered", "respelled")


@click.command("update")
@options.pages
@options.languages
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would change; write nothing.")
@click.option(
    "--typo",
    is_flag=True,
    help="Keep translations where the source changed in marks or spelling alone; say which.",
)
@options.report
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    pages: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    dry: bool,
    typo: bool,
    report: Path | None,
) -> int:
    """Update the catalogues to the sources, and create those that a language lacks.

    With a publication or a page named, only its catalogues are written.

    No translation is lost: one whose source is gone is kept as obsolete and comes back with it;
    one that moved to another page is found there; one whose source is similar is offered as
    fuzzy, and to each part of a split paragraph its own part. A language that the register does
    not list yet is started with -l.

    For each changed file it shows how many messages are new, revived (from its own obsolete
    ones), moved (from another page), near (offered as fuzzy), filled (UI strings that this program
    has in the language), obsolete, recovered (from git), or respelled (kept with --typo).

    \b
    Example:
      editions catalogue update
      editions catalogue update charter-agenda/right-1 -l fr --dry-run
      editions catalogue update --typo
      editions catalogue update -l pt
    """
    order = options.make_options(settings, pages=pages, languages=languages, report=report)
    with progress.show_status_line(quiet=settings.quiet) as on_progress:
        update = task.update_catalogues(
            order,
            creation_date=environment.get_timestamp(),
            is_dry_run=dry,
            keeps_respelled=typo,
            clock=environment.read_clock,
            echo=on_progress,
            on_wait=console.make_echo_error(quiet=settings.quiet),
        )
    console.echo_findings(update.findings, quiet=settings.quiet, report=order.report)
    if not settings.quiet:
        for line in _format_update(update, dry):
            console.echo(line)
    return update.exit_code


def _describe_change(file: str) -> str:
    names = {".tsv": "a column", ".json": "components of Weblate, a page each"}
    return next((name for suffix, name in names.items() if file.endswith(suffix)), "places")


def _format_update(update: task.UpdateResult, dry: bool) -> Iterator[str]:
    for change in update.changes:
        counts = [(getattr(change.counts, name), name) for name in COUNT_NAMES]
        parts = ["made"] * change.is_new + [f"{count} {name}" for count, name in counts if count]
        summary = ", ".join(parts) or _describe_change(change.file)
        if change.moved_to:
            summary = f"deleted: its page is gone, and all of it is in {', '.join(change.moved_to)}"
        yield f"{change.file}: {summary}"
    yield from (format_finding(finding) for finding in update.findings if finding.severity == "note")
    changed = sum(change.file.endswith(".po") for change in update.changes)
    would = "would change" if dry else "changed"
    unchanged = update.catalogues - changed
    yield f"{update.catalogues} catalogues: {changed} {would}, {unchanged} as they were"
    yield from update.advice
