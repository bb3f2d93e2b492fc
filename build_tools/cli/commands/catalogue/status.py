"""Define `editions catalogue status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.model import Coverage
from build_tools.tasks.catalogue import status as task
from build_tools.tasks.catalogue.status import LanguageStatus, PublicationStatus, ReviewAge, TranslationStatus
from build_tools.tasks.options import check_output_file

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text as Drawn


@click.command("status")
@options.pages
@options.languages
@click.option("--articles", is_flag=True, help="Go down to each article.")
@options.as_json
@click.option(
    "--page",
    type=options.PathOption(dir_okay=False),
    metavar="FILE",
    help="Write a web page into this file.",
)
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    pages: tuple[str, ...],
    languages: tuple[str, ...],
    page: Path | None,
    *,
    articles: bool,
    as_json: bool,
) -> int:
    """Count the words that are translated, fuzzy and missing, by language and page.

    It also shows the review state of each page, how many messages are new or changed since the
    review (void), when it was revised, and how many days its source is newer (behind).

    The row `press` counts the words of the design, which no total has.

    \b
    Example:
      editions catalogue status
      editions catalogue status charter-agenda -l fr --articles
      editions catalogue status --page status.html
      editions catalogue status --json
    """
    order = options.make_options(settings)
    if page:
        page = check_output_file("page", page.absolute(), order.root)
    translation_status = task.measure_translation_status(
        order.root, languages, pages=pages, workers=order.workers
    )
    console.echo_findings(translation_status.findings, quiet=settings.quiet)
    if page:
        task.write_status_page(translation_status, page)
    if as_json:
        console.echo(task.format_status_json(translation_status))
    elif not settings.quiet:
        print_status(translation_status, articles=articles)
    return 1 if translation_status.findings else 0


STATUS_HEADS = (
    *("language", "text", "words", "translated", "fuzzy", "missing"),
    *("review", "void", "revised", "behind"),
)
RIGHT_COLUMNS = {2, 3, 4, 5, 7, 9}
NARROW_HEADS = ("fuzzy", "missing", "review", "void", "behind")
BAR_CELLS = 20  # on a terminal that has room for all
REVIEW_COLOURS = {"draft": "dim", "reviewed": "cyan", "approved": "green", "void": "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """Describe a row: `depth` is 0 for a language, 1 for a text, 2 for a page, 3 for an article."""

    depth: int
    language: str
    name: str
    coverage: Coverage
    age: ReviewAge | None = None


def print_status(status: TranslationStatus, *, articles: bool) -> None:
    """Print the status of every language, publication and page (and article), on a terminal with bars."""
    languages = status.languages.values()
    rows = [row for language in languages for row in _iter_language_rows(language, articles)]
    stream = environment.get_stdout()
    if environment.is_terminal(stream) and "utf" in (stream.encoding or "").lower():
        _print_status_bars(rows, status)
        return
    for line in console.align_columns([STATUS_HEADS, *map(_format_status_cells, rows)], RIGHT_COLUMNS):
        console.echo(line)


def _iter_language_rows(language_status: LanguageStatus, articles: bool) -> Iterator[StatusRow]:
    tag = language_status.language.tag
    yield StatusRow(depth=0, language=tag, name="total", coverage=language_status.coverage)
    for name, text in language_status.publications.items():
        yield StatusRow(depth=1, language=tag, name=name, coverage=text.coverage, age=text.age)
        yield from _iter_page_rows(tag, text, articles)
    if language_status.press:
        yield StatusRow(depth=1, language=tag, name="press", coverage=language_status.press)


def _iter_page_rows(tag: str, text: PublicationStatus, articles: bool) -> Iterator[StatusRow]:
    for name, page in text.pages.items():
        yield StatusRow(depth=2, language=tag, name=name, coverage=page.coverage, age=page.age)
        for anchor, coverage in page.articles.items() if articles else ():
            yield StatusRow(depth=3, language=tag, name=f"{name}#{anchor}", coverage=coverage)


def _format_status_cells(row: StatusRow) -> tuple[str, ...]:
    coverage, age = row.coverage, row.age
    numbers = map(str, (coverage.words, coverage.translated, coverage.fuzzy, coverage.missing))
    ages = (age.review, age.void or "", age.revised or "", age.behind or "") if age else ("", "", "", "")
    return (row.language, row.name, *numbers, *map(str, ages))


def _print_status_bars(rows: list[StatusRow], status: TranslationStatus) -> None:
    from rich.console import Console

    console = Console(file=environment.get_stdout(), highlight=False)
    names = {tag: entry.language.name for tag, entry in status.languages.items()}
    console.print(_make_status_table(rows, names, wide=console.width >= 110))


def _make_status_table(rows: list[StatusRow], names: dict[str, str], *, wide: bool) -> Table:
    """Return the rows as a table; a narrow terminal has no room for words and days."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    heads = ["text", "translated", *(("words", *STATUS_HEADS[4:]) if wide else NARROW_HEADS)]
    right_heads = {STATUS_HEADS[column] for column in RIGHT_COLUMNS} - {"translated"}
    for head in heads:
        table.add_column(head, justify="right" if head in right_heads else "left", no_wrap=True)
    for before, row in zip([None, *rows], rows, strict=False):
        if row.depth == 0 and before is not None:
            table.add_section()
        name = f"{names[row.language]} ({row.language})" if row.depth == 0 else _indent_name(row)
        cells = dict(zip(STATUS_HEADS, _format_status_cells(row), strict=True))
        styled_cells = [_style_cell(head, cells[head]) for head in heads[2:]]
        bar = _draw_coverage_bar(row.coverage, BAR_CELLS if wide else BAR_CELLS // 2)
        table.add_row(name, bar, *styled_cells, style="bold" if row.depth == 0 else "")
    return table


def _indent_name(row: StatusRow) -> str:
    """Return an indented name: a page without its publication, an article without its page."""
    name = row.name.partition("#")[2] if row.depth == 3 else row.name
    if row.depth == 2:
        name = name.partition("/")[2]
    return "  " * row.depth + name


def _style_cell(head: str, cell: str) -> Drawn:
    from rich.text import Text

    text = "" if cell == "0" else cell
    return Text(text, style=REVIEW_COLOURS.get(text, REVIEW_COLOURS.get(head, "")))


def _draw_coverage_bar(coverage: Coverage, cells: int) -> Drawn:
    """Draw the coverage of a text; each part has its own sign, for people who see no colours."""
    from rich.text import Text

    words = coverage.words or 1
    translated_cells = coverage.translated * cells // words if coverage.words else cells
    fuzzy_cells = min(cells - translated_cells, -(-coverage.fuzzy * cells // words))
    return Text.assemble(
        ("━" * translated_cells, "green"),
        ("╍" * fuzzy_cells, "yellow"),
        ("─" * (cells - translated_cells - fuzzy_cells), "dim"),
        f" {coverage.percent:3} %",
    )
