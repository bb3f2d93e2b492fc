"""Define `editions release compare`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.release import compare as task
from build_tools.tasks.release.compare import CompareResult, TextComparison

HEADS = ("publication", "language", "changed", "moved", "added", "removed", "behind", "same")


@click.command("compare")
@click.argument("old", type=options.PathOption())
@click.argument("new", type=options.PathOption())
@options.languages
@options.output
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, old: Path, new: Path, languages: tuple[str, ...]) -> int:
    """Say what changed between two releases, article by article.

    OLD and NEW are folders of releases, or a point for the texts as they stand, whose web pages are built
    first where they are out of date. A page for each edition and compare.json are written into
    compare/OLD..NEW of the build folder.

    \b
    Example:
      editions release compare releases/2026.1 releases/2026.2
      editions release compare releases/2026.2 . -l fr
    """
    order = options.make_options(settings, languages=languages)
    helpers = task.BuildHelpers(
        clock=environment.read_clock, show=progress.hide_progress, echo=console.echo_error
    )
    result = task.compare_releases(order, choose_release(old), choose_release(new), helpers)
    console.echo_findings(result.findings, quiet=settings.quiet)
    if not settings.quiet and result.comparison:
        for line in _format_result(result, result.comparison, languages):
            console.echo(line)
    return result.exit_code


def choose_release(path: Path) -> Path | None:
    """Return the folder of a release, or None for a point, the texts as they stand."""
    return None if path == Path() else path.absolute()


def _format_result(
    result: CompareResult, comparison: TextComparison, languages: tuple[str, ...]
) -> Iterator[str]:
    """Yield a row for each edition, then where the pages are."""
    rows: list[tuple[str, ...]] = [HEADS]
    for (publication, language), changes in comparison.changes.items():
        if languages and language not in languages:
            continue
        counts = Counter[str](one.change for one in changes)
        behind = sum(one.is_behind for one in changes)
        numbers = [*(counts[name] for name in HEADS[2:6]), behind, counts["same"]]
        rows.append((publication, language, *map(str, numbers)))
    yield from console.align_columns(rows, range(2, len(HEADS)))
    yield f"{len(result.written)} pages and compare.json in {result.folder}"
