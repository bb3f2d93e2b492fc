"""Define `editions check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions
from build_tools.model import CommandResult
from build_tools.tasks.check import reproducible as task_twice
from build_tools.tasks.check import run as task
from build_tools.tasks.check.run import install_validators


def _iter_descriptions() -> Iterator[tuple[str, list[str]]]:
    for check in task.list_checks():
        lines = [f"{check.what}: {check.why}", check.fix]
        if check.standards:
            lines.append("; ".join(check.standards))
        if check.requires:
            lines.append(f"asks {', '.join(check.requires)}")
        yield f"{check.code} ({check.severity})", lines


@click.command("check")
@options.publications
@options.languages
@options.formats
@click.option("--codes", is_flag=True, help="Say what each code is about; check nothing.")
@click.option("--twice", is_flag=True, help="Build again elsewhere and compare every byte.")
@click.option("--judges", is_flag=True, help="Install the external validators; check nothing.")
@options.output
@options.report
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    report: Path | None,
    *,
    codes: bool,
    twice: bool,
    judges: bool,
) -> int:
    """Run every check on what is built.

    What has not changed since the last check is not checked again. Checks whose validators are
    not installed on this machine are counted as not run; --codes describes each.

    \b
    Example:
      editions check
      editions check charter-agenda -l ar -f epub
      editions check --twice
      editions check --judges
    """
    if codes:
        for heading, lines in _iter_descriptions():
            console.echo("\n    ".join((heading, *lines)))
        return 0
    if judges:
        install_validators(console.make_echo_error(quiet=settings.quiet))
        return 0
    order = options.make_options(
        settings, publications=publications, languages=languages, formats=formats, report=report
    )
    if twice:
        result = task_twice.check_reproducibility(
            order,
            clock=environment.read_clock,
            echo=console.echo_error,
            environment=environment.get_environment(),
        )
        return _print_check_result(settings, result, order.report)
    with progress.show_status_line(quiet=settings.quiet) as show_status:
        result = task.check_editions(
            order,
            clock=environment.read_clock,
            echo=console.echo_error,
            on_progress=lambda done, of: show_status(f"{done} of {of} looked at"),
            when=environment.get_timestamp(),
        )
    return _print_check_result(settings, result, order.report)


def _print_check_result(settings: GlobalOptions, result: CommandResult, report: Path | None) -> int:
    console.echo_findings(result.findings, quiet=settings.quiet, report=report)
    if not settings.quiet:
        for line in _format_check_result(result):
            console.echo(line)
    return result.exit_code


def _format_check_result(result: CommandResult) -> Iterator[str]:
    skipped = sum(finding.code == console.NOT_RUN for finding in result.findings)
    if skipped:
        validators = ", ".join(task.list_missing_validators())
        count = "1 check was" if skipped == 1 else f"{skipped} checks were"
        yield f"{count} not run, without {validators} — ./editions check --judges installs them"
    unbuilt = [row.target for row in result.rows if row.output is None]
    if unbuilt:
        names = (f"{target.publication} {target.language} {target.format}" for target in unbuilt)
        yield f"not built: {', '.join(names)}"
    yield console.format_check_summary(result)
