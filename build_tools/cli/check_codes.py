"""What each check is about, for `--help` and `--codes`: takes the rows, gives their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import click

from build_tools.tasks import check as task


class Row(Protocol):
    """What a row of the table of checks says for people."""

    @property
    def code(self) -> str:
        """The code of its findings."""

    @property
    def severity(self) -> str:
        """How bad they are."""

    @property
    def what(self) -> str:
        """What it looks at."""

    @property
    def why(self) -> str:
        """Why that matters."""

    @property
    def mend(self) -> str:
        """How to mend it."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of standards that it tests."""

    @property
    def judges(self) -> tuple[str, ...]:
        """The programs and packages that it asks."""


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the words of each row."""
    for row in rows:
        yield f"{row.code} ({row.severity})"
        yield from (f"    {line}" for line in _words(row))


def _words(row: Row) -> Iterator[str]:
    yield f"{row.what}: {row.why}"
    yield row.mend
    if row.clauses:
        yield "; ".join(row.clauses)
    if row.judges:
        yield f"asks {', '.join(row.judges)}"


class Explained(click.Command):
    """A command whose help ends with what each check is about."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the words of each row below the options."""
        with formatter.section("Checks"):
            for row in task.table():
                formatter.write_text(f"{row.code} ({row.severity})")
                with formatter.indentation():
                    for line in _words(row):
                        formatter.write_text(line)
