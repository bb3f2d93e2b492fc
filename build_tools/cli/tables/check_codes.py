"""Describe each check, for `--help` and `--codes`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import click

from build_tools.tasks.check import run as task


class CheckDescription(Protocol):
    """Describe a row of the table of checks, as far as people read it."""

    @property
    def code(self) -> str:
        """Return the code of its findings."""

    @property
    def severity(self) -> str:
        """Return the severity of its findings."""

    @property
    def what(self) -> str:
        """Return what it checks."""

    @property
    def why(self) -> str:
        """Return why that matters."""

    @property
    def fix(self) -> str:
        """Return how to fix it."""

    @property
    def standards(self) -> tuple[str, ...]:
        """Return the clauses of standards that it tests."""

    @property
    def requires(self) -> tuple[str, ...]:
        """Return the programs and packages that it needs."""


def iter_check_lines(rows: Iterable[CheckDescription]) -> Iterator[str]:
    """Yield the lines that describe each row."""
    for row in rows:
        yield f"{row.code} ({row.severity})"
        yield from (f"    {line}" for line in _iter_description_lines(row))


def _iter_description_lines(row: CheckDescription) -> Iterator[str]:
    yield f"{row.what}: {row.why}"
    yield row.fix
    if row.standards:
        yield "; ".join(row.standards)
    if row.requires:
        yield f"asks {', '.join(row.requires)}"


class CheckCommand(click.Command):
    """Add the description of each check to the help of the command."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the description of each check below the options."""
        with formatter.section("Checks"):
            for row in task.list_checks():
                formatter.write_text(f"{row.code} ({row.severity})")
                with formatter.indentation():
                    for line in _iter_description_lines(row):
                        formatter.write_text(line)
