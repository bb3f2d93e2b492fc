"""Define `editions release impact`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.release import impact as task
from build_tools.tasks.release.compare import BuildHelpers
from build_tools.tasks.release.impact import ImpactResult

HEADS = ("language", "editions", "articles", "messages", "words")
MAX_SHOWN = 40


@click.command("impact")
@click.argument("old", type=options.PathOption())
@options.output
@options.report
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, old: Path, report: Path | None) -> int:
    """Say what a release of the texts as they stand would change since the release OLD.

    For each language: how many editions and articles change, and how many messages and words of these
    articles must be translated anew. Then the addresses of OLD that would lead nowhere. No book is built.

    \b
    Example:
      editions release impact releases/2026.2
      editions release impact releases/2026.2 --report impact.json
    """
    order = options.make_options(settings, report=report)
    helpers = BuildHelpers(clock=environment.read_clock, show=progress.hide_progress, echo=console.echo_error)
    result = task.measure_impact(order, old.absolute(), helpers)
    console.echo_findings(result.findings, quiet=settings.quiet, report=order.report)
    if not settings.quiet and result.exit_code == 0:
        for line in _format_impact(result):
            console.echo(line)
    return result.exit_code


def _format_impact(result: ImpactResult) -> list[str]:
    """Return a row for each language, and a line on addresses."""
    rows = [
        (tag, *map(str, (one.editions, len(one.article_ids), one.messages, one.words)))
        for tag, one in result.languages.items()
    ]
    lines = console.align_columns([HEADS, *rows], range(1, len(HEADS)))
    return [*lines, _format_broken(result.broken)]


def _format_broken(broken: tuple[str, ...]) -> str:
    if not broken:
        return "every address of before still leads somewhere"
    more = f" and {len(broken) - MAX_SHOWN} more" if len(broken) > MAX_SHOWN else ""
    count = "1 address" if len(broken) == 1 else f"{len(broken)} addresses"
    return f"{count} would lead nowhere: {', '.join(broken[:MAX_SHOWN])}{more} — name their successors"
