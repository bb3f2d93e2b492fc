"""`editions check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import check_codes, options, progress, table, voice, world
from build_tools.cli.options import State
from build_tools.model import CommandResult
from build_tools.tasks import check as task
from build_tools.tasks import check_twice as task_twice
from build_tools.tasks import judges as task_judges
from build_tools.tasks.order import Order


@click.command("check", cls=check_codes.Explained)
@options.publications
@options.languages
@options.formats
@click.option("--codes", is_flag=True, help="Say what each code is about; check nothing.")
@click.option("--twice", is_flag=True, help="Build again elsewhere and compare every byte.")
@click.option("--judges", is_flag=True, help="Install the programs that judge; check nothing.")
@options.output
@options.report
@options.everywhere
@click.pass_obj
def command(
    state: State,
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

    What has not changed since the last time is not looked at again. A check whose judge this
    machine lacks is named as not run.

    \b
    Example:
      editions check
      editions check charter-agenda -l ar -f epub
      editions check --twice
      editions check --judges
    """
    if codes:
        return _codes()
    if judges:
        task_judges.install(voice.warn if not state.quiet else lambda _line: None)
        return 0
    order = options.ordered(
        state, publications=publications, languages=languages, formats=formats, report=report
    )
    if twice:
        return _ended(state, _twice(order))
    with progress.line(quiet=state.quiet) as say:
        result = task.check(
            order,
            clock=world.clock,
            say=voice.warn,
            told=lambda done, of: say(f"{done} of {of} looked at"),
            when=world.moment(),
        )
    return _ended(state, result)


def _twice(order: Order) -> CommandResult:
    return task_twice.twice(
        order, clock=world.clock, say=voice.warn, surroundings=world.surroundings()
    )


def _ended(state: State, result: CommandResult) -> int:
    voice.findings(result.findings, quiet=state.quiet)
    if not state.quiet:
        for line in _lines(result):
            voice.tell(line)
    return result.exit_code


def _lines(result: CommandResult) -> Iterator[str]:
    yield from (f.message for f in result.findings if f.code == table.NOT_RUN)
    lacking = [row.target for row in result.rows if row.output is None]
    if lacking:
        names = (f"{one.publication} {one.language} {one.format}" for one in lacking)
        yield f"not built: {', '.join(names)}"
    yield table.checked(result)


def _codes() -> int:
    for line in check_codes.lines(task.table()):
        voice.tell(line)
    return 0
