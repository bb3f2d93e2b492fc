"""Print lines, findings, aligned columns and the result of a build to stdout and stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import click

from build_tools.cli import environment
from build_tools.errors import UserError, format_finding
from build_tools.model import CommandResult, Finding, Place, ReportRow, Target

MAX_LINES = 200  # of a code; a terminal keeps a few thousand lines
SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def echo(line: str) -> None:
    """Print a line of the result on stdout."""
    _write_line(line, environment.get_stdout())


def echo_error(line: str) -> None:
    """Print a line on stderr: an error, or why something takes long."""
    _write_line(line, environment.get_stderr())


def make_echo_error(*, quiet: bool) -> Callable[[str], None]:
    """Return `echo_error`, or if `quiet` a function that prints nothing."""
    return (lambda _line: None) if quiet else echo_error


# What a message without a translation is called in the line of its page.
UNTRANSLATED_CODES = {"catalogue/fuzzy": "fuzzy", "catalogue/missing": "missing"}


def echo_notes(findings: Sequence[Finding]) -> None:
    """Print every note on stderr, a line each; before those of a page how much of it is not translated."""
    pages = _format_untranslated_pages(findings)
    notes = [finding for finding in findings if finding.severity == "note"]
    for line, file in dict.fromkeys((_colour_code(finding), finding.place.file) for finding in notes):
        if file in pages:
            echo_error(pages.pop(file))
        echo_error(line)


def echo_untranslated_pages(findings: Sequence[Finding]) -> None:
    """Print on stderr how much of each page is not translated: `1 fuzzy, 2 missing`, at the first of them."""
    for line in _format_untranslated_pages(findings).values():
        echo_error(f"{line} — list them with --notes")


def _format_untranslated_pages(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the line of each catalogue that is not whole; it leads to the first message concerned."""
    messages: dict[str, dict[int, str]] = {}
    for finding in findings:
        if finding.code in UNTRANSLATED_CODES and finding.place.line:
            messages.setdefault(finding.place.file, {})[finding.place.line] = finding.code
    return {file: _format_untranslated_page(file, codes) for file, codes in messages.items()}


def _format_untranslated_page(file: str, codes: Mapping[int, str]) -> str:
    counts = sorted(Counter(codes.values()).items())
    message = ", ".join(f"{count} {UNTRANSLATED_CODES[code]}" for code, count in counts)
    place = Place(file=file, line=min(codes))
    return _colour_code(Finding(code=counts[-1][0], severity="note", message=message, place=place))


def echo_findings(findings: Iterable[Finding], *, quiet: bool, report: Path | None = None) -> None:
    """Print errors and, unless `quiet`, warnings on stderr, a line each; notes are only counted.

    Of a code at most MAX_LINES are shown; the rest is counted, and `report` named, which holds all.
    """
    severities = {"error"} if quiet else {"error", "warning"}
    shown = ((_colour_code(finding), finding.code) for finding in findings if finding.severity in severities)
    count = Counter[str]()
    for line, code in dict.fromkeys(shown):  # an error of all formats is shown once
        count[code] += 1
        if count[code] <= MAX_LINES:
            echo_error(line)
    where = f"they are all in {report}" if report else "write all of them into a file with --report FILE"
    for code, total in count.items():
        if total > MAX_LINES:
            echo_error(f"… {total - MAX_LINES:,} more of {code} — {where}")


def echo_kept(findings: Sequence[Finding], line: str, *, quiet: bool) -> int:
    """Print why nothing was remembered, else unless `quiet` what was; return the exit code."""
    echo_findings(findings, quiet=quiet)
    if not findings and not quiet:
        echo(line)
    return 1 if findings else 0


def _colour_code(finding: Finding) -> str:
    line = format_finding(finding)
    if not environment.has_colours(environment.get_stderr()):
        return line
    code = click.style(finding.code, SEVERITY_COLOURS[finding.severity])
    return line.replace(finding.code, code, 1)


def _write_line(line: str, stream: TextIO) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except UnicodeEncodeError:
        _write_line(line.encode("ascii", "backslashreplace").decode("ascii"), stream)
    except OSError as error:
        environment.discard_output(stream)
        if stream is environment.get_stdout() and not isinstance(error, BrokenPipeError):
            message = f"standard output takes no more: {error.strerror}"
            remedy = "send it elsewhere, or make room"
            raise UserError("cli/unwritten", message, remedy=remedy, exit_code=1) from error


def align_columns(rows: Sequence[Sequence[str]], right_columns: Collection[int] = ()) -> list[str]:
    """Return rows of cells as lines with aligned columns; those in `right_columns` to the right."""
    columns = []
    for number, column in enumerate(zip(*rows, strict=True)):
        align, width = str.rjust if number in right_columns else str.ljust, max(map(len, column))
        columns.append([align(cell, width) for cell in column])
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]


def format_size(size: int) -> str:
    """Format a number of bytes for people."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


BUILD_HEADS = ("publication", "language", "format", "status", "pages", "size")
RIGHT_COLUMNS = {4, 5}
# The code of the note that a check was not run, because its validator is missing.
NOT_RUN = "check/not-run"
STATUS_COLOURS = {"built": "green", "failed": "red", "skipped": "yellow"}


def print_build_result(
    result: CommandResult,
    seconds: float,
    printed: Collection[Target] = (),
    answers: Iterable[Finding] = (),
) -> None:
    """Print what became of every edition but those that are printed already, then answers, then a summary."""
    rows = [row for row in result.rows if row.target not in printed]
    has_news = any(row.status != "fresh" for row in rows)
    if has_news and environment.is_terminal(environment.get_stdout()):
        _print_rich_table(rows)
    else:
        widths = measure_row_names(row.target for row in result.rows)
        for row in rows:
            echo(format_row(row, widths))
    for line in dict.fromkeys(map(_colour_code, answers)):  # what all editions have is said once
        echo(line)
    echo(f"{format_build_summary(result)} in {seconds:.1f} s")


def format_build_summary(result: CommandResult) -> str:
    """Return how many editions were built, are fresh or failed, and how many findings there are."""
    count = Counter[str](row.status for row in result.rows)
    parts = [f"{count[name]} {name}" for name in ("built", "fresh", "skipped", "failed") if count[name]]
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
    return ", ".join(count_noun(number, name) for name, number in count.items()) or "nothing found"


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun: `1 error`, `3 errors`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def measure_row_names(targets: Iterable[Target]) -> tuple[int, int, int]:
    """Return the widths that the names of targets need: publication, language, format."""
    every = tuple(targets)
    return (
        max((len(target.publication) for target in every), default=0),
        max((len(target.language) for target in every), default=0),
        max((len(target.format) for target in every), default=0),
    )


def format_row(row: ReportRow, widths: tuple[int, int, int]) -> str:
    """Return the line of a target: its name, what became of it, pages and size."""
    *names, status, pages, size = _format_build_cells(row)
    columns = [name.ljust(width) for name, width in zip(names, widths, strict=True)]
    return "  ".join((*columns, status.ljust(6), pages.rjust(9), size.rjust(7))).rstrip()


def _format_build_cells(row: ReportRow) -> tuple[str, ...]:
    target, output = row.target, row.output
    pages = f"{output.pages} pages" if output and output.pages else ""
    size = format_size(output.total_size) if output else ""
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
