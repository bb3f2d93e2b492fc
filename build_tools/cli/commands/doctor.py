"""Define `editions doctor`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import doctor as task
from build_tools.tasks.doctor import Component, Diagnosis
from build_tools.tasks.options import make_root

STATE_COLOURS = {"ok": "green", "missing": "red", "old": "yellow"}


@click.command("doctor")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Show what this machine has and lacks, each with its remedy; fonts with their licences.

    The first line says whether every edition of the register can be built; if not, the command ends in 1.

    \b
    Example:
      editions doctor
    """
    diagnosis = task.diagnose_machine(make_root(settings.root))
    problems = task.list_problems(diagnosis.components)
    if not settings.quiet or not diagnosis.can_build:
        console.echo(_format_summary(diagnosis, problems))
    for line in _format_components(problems if settings.quiet else diagnosis.components):
        console.echo(line)
    if diagnosis.register_error:
        raise diagnosis.register_error
    return 0 if diagnosis.can_build else 1


def _format_summary(diagnosis: Diagnosis, problems: Iterable[Component]) -> str:
    """Return one line: what a build would fail for, else what checks lack, else that all is well."""
    needed = [f"{part.name} {part.state}" for part in problems if not part.optional]
    needed += ["the register is wrong, see the last line"] if diagnosis.register_error else []
    if needed:
        return f"a build would fail: {'; '.join(needed)}"
    validators = [part for part in problems if part.kind == "judge"]
    if validators:
        names = ", ".join(part.name for part in validators)
        return f"a build has all that it needs; editions check lacks {names} — {validators[0].remedy}"
    searches = [part for part in problems if part.kind == "site"]
    if searches:
        has = "a build and its checks have all that they need"
        return f"{has}; the site lacks its search — {searches[0].remedy}"
    return "all is well: a build, its checks and the site have all that they need"


def _format_components(components: Iterable[Component]) -> list[str]:
    cells = [
        (part.name, part.state, part.version, f"→ {part.remedy}" if part.remedy else part.detail)
        for part in components
    ]
    has_colours = environment.has_colours(environment.get_stdout())
    return [_colour_state(line) if has_colours else line for line in console.align_columns(cells)]


def _colour_state(line: str) -> str:
    for word, colour in STATE_COLOURS.items():
        if f"  {word} " in line:
            return line.replace(f"  {word} ", f"  {click.style(word, colour)} ", 1)
    return line
