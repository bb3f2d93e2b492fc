"""Define `editions catalogue check`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.catalogue import check as task


@click.command("check")
@options.pages
@options.languages
@options.notes
@options.report
@click.option("--codes", is_flag=True, help="Say what each code is about; check nothing.")
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    pages: tuple[str, ...],
    languages: tuple[str, ...],
    report: Path | None,
    *,
    codes: bool,
    notes: bool,
) -> int:
    """Find what a translation would lose or break, and what looks wrong in it.

    Text that does not reach its page and rejected messages are errors; numbers, terms,
    punctuation and the like are warnings, which a comment “# allow numbers: why” allows for a
    message.

    \b
    Example:
      editions catalogue check -l fr
      editions catalogue check charter-agenda/right-1 -l fr
      editions catalogue check --codes
    """
    if codes:
        for row in task.list_catalogue_codes():
            console.echo(f"{row.code} ({row.severity})\n    {row.what}: {row.why}\n    {row.fix}")
        return 0
    order = options.make_options(settings, pages=pages, languages=languages, report=report)
    result = task.check_catalogues(order, clock=environment.read_clock)
    console.echo_findings(result.findings, quiet=settings.quiet, report=order.report)
    if notes:
        console.echo_notes(result.findings)
    elif not settings.quiet:
        console.echo_untranslated_pages(result.findings)
    if not settings.quiet:
        console.echo(console.count_findings(result.findings))
    return result.exit_code
