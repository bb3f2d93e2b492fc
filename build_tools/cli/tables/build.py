"""Format the result of a build or a check as a table and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from build_tools.cli import console, environment
from build_tools.cli.tables.columns import align_columns, format_size
from build_tools.model import BuildStatus, CommandResult, Finding, ReportRow

BUILD_HEADS = ("publication", "language", "format", "status", "pages", "size")
RIGHT_COLUMNS = {4, 5}
# The code of the note that a check was not run, because its validator is missing.
NOT_RUN = "check/not-run"
STATUS_COLOURS = {"built": "green", "failed": "red", "skipped": "yellow"}


def print_build_result(result: CommandResult, seconds: float) -> None:
    """Print what became of every edition, then a summary."""
    has_news = any(row.status != "fresh" for row in result.rows)
    if has_news and environment.is_terminal(environment.get_stdout()):
        _print_rich_table(result.rows)
    else:
        for line in align_columns([_format_build_cells(row) for row in result.rows], RIGHT_COLUMNS):
            console.echo(line)
    console.echo(f"{format_build_summary(result)} in {seconds:.1f} s")


def format_build_summary(result: CommandResult) -> str:
    """Return how many editions were built, are fresh or failed, and how many findings there are."""
    count = Counter(row.status for row in result.rows)
    statuses: tuple[BuildStatus, ...] = ("built", "fresh", "skipped", "failed")
    parts = [f"{count[status]} {status}" for status in statuses if count[status]]
    parts += [count_findings(result.findings)] if result.findings else []
    return ", ".join(parts) or "nothing to do"


def format_check_summary(result: CommandResult) -> str:
    """Return how many editions were checked, and how many findings there are."""
    checked = sum(row.output is not None for row in result.rows)
    findings = [finding for finding in result.findings if finding.code != NOT_RUN]
    skipped = len(result.findings) - len(findings)
    note = f"; {skipped} checks not run" if skipped else ""
    return f"{checked} of {len(result.rows)} checked: {count_findings(findings)}{note}"


def count_findings(findings: Iterable[Finding]) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    count = Counter(finding.severity for finding in findings)
    parts = [f"{number} {name}{'s' * (number > 1)}" for name, number in count.items()]
    return ", ".join(parts) or "nothing found"


def _format_build_cells(row: ReportRow) -> tuple[str, ...]:
    target, output = row.target, row.output
    pages = f"{output.pages} pages" if output and output.pages else ""
    size = format_size(output.size) if output else ""
    return (target.publication, target.language, target.format, row.status, pages, size)


def _print_rich_table(rows: Iterable[ReportRow]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, head in enumerate(BUILD_HEADS):
        table.add_column(head, justify="right" if column in RIGHT_COLUMNS else "left")
    for row in rows:
        table.add_row(*_format_build_cells(row), style=STATUS_COLOURS.get(row.status, "dim"))
    Console(file=environment.get_stdout()).print(table)
