"""Define `editions build`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.build import run as task
from build_tools.tasks.options import Options

# Notes on what was asked for, not on the text: shown without --notes, among the results.
ANSWER_CODES = {"proof/unchanged", "build/linked-missing", "build/left", "conf/ignored", "release/lacking"}


@click.command("build")
@options.publications
@options.languages
@options.formats
@options.output
@options.workers
@options.draft
@options.force
@click.option(
    "--install-packages",
    "install",
    is_flag=True,
    help="Install the packages that `requirements` in the register asks for, without a question.",
)
@click.option("--why", is_flag=True, help="Say what would be built and why; build nothing.")
@click.option(
    "--page",
    "pages",
    multiple=True,
    metavar="PUBLICATION/PAGE",
    help="Only these pages, in a proof; may be repeated.",
)
@click.option(
    "--since-review",
    is_flag=True,
    help="Only what is new or changed since the last review of each page, in a proof; a page that nobody has"
    " reviewed is whole, and where nothing changed the proof says so.",
)
@options.notes
@options.verbose
@options.strict
@options.report
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    workers: int | None,
    draft: bool,
    force: bool,
    install: bool,
    why: bool,
    pages: tuple[str, ...],
    since_review: bool,
    notes: bool,
    verbose: bool,
    strict: bool,
    report: Path | None,
) -> int:
    """Build outdated editions; without arguments, of all publications.

    \b
    Example:
      editions build charter-agenda -l fr -f pdf
      editions build -f proof --page charter-agenda/right-1
      editions build -l fr -f proof --since-review
      editions build --why
    """
    order = options.make_options(
        settings,
        publications=publications,
        languages=languages,
        formats=formats,
        pages=pages,
        since_review=since_review,
        report=report,
        workers=workers,
        force=force,
        strict=strict,
        is_draft=draft,
    )
    if why:
        return _print_plan(order)
    confirm = partial(_confirm_installation, is_allowed=install, quiet=settings.quiet)
    return _run_build(order, confirm, quiet=settings.quiet, notes=notes, verbose=verbose)


def _print_plan(order: Options) -> int:
    for job in task.plan_build(order):
        target = job.target
        console.echo(f"{target.publication} {target.language} {target.format}  {job.reason}")
    return 0


def _confirm_installation(question: str, *, is_allowed: bool, quiet: bool) -> bool:
    """Return whether packages may be installed: by --install-packages, or by a person at a terminal."""
    streams = (environment.get_stdin(), environment.get_stderr())
    if is_allowed:
        if not quiet:
            console.echo_error(f"{question} yes, by --install-packages")
        return True
    return all(map(environment.is_terminal, streams)) and click.confirm(question, err=True)


def _run_build(
    order: Options, confirm: Callable[[str], bool], *, quiet: bool, notes: bool, verbose: bool
) -> int:
    start_time = environment.read_clock()
    is_piped = not environment.is_terminal(environment.get_stdout())
    bar = progress.show_progress_bar
    # A bar would be drawn over lines on the same terminal.
    lines = progress.RowLines(bar if is_piped else progress.hide_progress)
    display = lines if verbose or is_piped else bar
    result = task.build_editions(
        order,
        clock=environment.read_clock,
        show=progress.hide_progress if quiet else display,
        echo=console.echo_error,
        confirm=confirm,
    )
    console.echo_findings(result.findings, quiet=quiet, report=order.report or order.build.report)
    if notes:
        console.echo_notes(result.findings)
    elif not quiet:
        console.echo_untranslated_pages(result.findings)
    if not quiet:
        answers = () if notes else (one for one in result.findings if one.code in ANSWER_CODES)
        console.print_build_result(result, environment.read_clock() - start_time, lines.printed, answers)
    return result.exit_code
