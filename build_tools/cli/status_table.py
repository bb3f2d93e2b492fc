"""How far translations have come, as lines or as a table with bars: takes a Status, shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.cli import voice, world
from build_tools.cli.columns import lines
from build_tools.model import Coverage
from build_tools.tasks.catalogue_status import Age, Status, Text, Tongue

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text as Drawn

HEADS = (
    "language",
    "text",
    "words",
    "translated",
    "fuzzy",
    "missing",
    "review",
    "void",
    "revised",
    "behind",
)
RIGHT = {2, 3, 4, 5, 7, 9}
NARROW = ("fuzzy", "missing", "review", "void", "behind")
WIDE = 110  # columns of a terminal that has room for all
CELLS = 20  # of a bar there
COLOURS = {"draft": "dim", "reviewed": "cyan", "approved": "green", "void": "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: `depth` is 0 for a language, 1 for a text, 2 a page, 3 an article."""

    depth: int
    language: str
    name: str
    coverage: Coverage
    age: Age | None = None


def show(of: Status, *, articles: bool) -> None:
    """Say how far every language, publication and page is, and with `articles` each of them.

    A terminal shows bars; a pipe has plain columns.
    """
    rows = [row for tongue in of.languages.values() for row in _tongue(tongue, articles)]
    stream = world.stdout()
    if world.is_terminal(stream) and "utf" in (stream.encoding or "").lower():
        _draw(rows, of)
        return
    for line in lines([HEADS, *map(_plain, rows)], RIGHT):
        voice.tell(line)


def _tongue(tongue: Tongue, articles: bool) -> Iterator[Row]:
    tag = tongue.language.tag
    yield Row(depth=0, language=tag, name="total", coverage=tongue.coverage)
    for name, text in tongue.publications.items():
        yield Row(depth=1, language=tag, name=name, coverage=text.coverage, age=text.age)
        yield from _pages(tag, text, articles)


def _pages(tag: str, text: Text, articles: bool) -> Iterator[Row]:
    for name, page in text.pages.items():
        yield Row(depth=2, language=tag, name=name, coverage=page.coverage, age=page.age)
        for anchor, coverage in page.articles.items() if articles else ():
            yield Row(depth=3, language=tag, name=f"{name}#{anchor}", coverage=coverage)


def _plain(row: Row) -> tuple[str, ...]:
    of = row.coverage
    numbers = map(str, (of.words, of.translated, of.fuzzy, of.missing))
    return (row.language, row.name, *numbers, *_aged(row.age))


def _aged(age: Age | None) -> tuple[str, ...]:
    if age is None:
        return ("", "", "", "")
    revised = age.revised.isoformat() if age.revised else ""
    return (age.review, str(age.void or ""), revised, str(age.behind or ""))


def _draw(rows: list[Row], of: Status) -> None:
    from rich.console import Console

    console = Console(file=world.stdout(), highlight=False)
    names = {tag: tongue.language.name for tag, tongue in of.languages.items()}
    console.print(_table(rows, names, wide=console.width >= WIDE))


def _table(rows: list[Row], names: dict[str, str], *, wide: bool) -> Table:
    """Return the rows as a table; a narrow terminal has no room for words and days."""
    from rich import box
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    heads = ["text", "translated", "words", *HEADS[4:]] if wide else ["text", "translated", *NARROW]
    for head in heads:
        right = head in {HEADS[at] for at in RIGHT} - {"translated"}
        drawn.add_column(head, justify="right" if right else "left", no_wrap=True)
    for before, row in zip([None, *rows], rows, strict=False):
        if row.depth == 0 and before is not None:
            drawn.add_section()
        name = f"{names[row.language]} ({row.language})" if row.depth == 0 else _short(row)
        cells = dict(zip(HEADS, _plain(row), strict=True))
        told = [_told(head, cells[head]) for head in heads[2:]]
        bar = _bar(row.coverage, CELLS if wide else CELLS // 2)
        drawn.add_row(name, bar, *told, style="bold" if row.depth == 0 else "")
    return drawn


def _short(row: Row) -> str:
    """Return a page without its publication, an article without its page, each set in."""
    name = row.name.partition("#")[2] if row.depth == 3 else row.name
    if row.depth == 2:
        name = name.partition("/")[2]
    return "  " * row.depth + name


def _told(head: str, cell: str) -> Drawn:
    """Return a cell; what is nothing is not said, what asks for work is coloured."""
    from rich.text import Text

    said = "" if cell == "0" else cell
    return Text(said, style=COLOURS.get(said, COLOURS.get(head, "")))


def _bar(of: Coverage, cells: int) -> Drawn:
    """Draw the parts of a text; each sign is another, for those who see no colours."""
    from rich.text import Text

    words = of.words or 1
    done = of.translated * cells // words if of.words else cells
    unsure = min(cells - done, -(-of.fuzzy * cells // words))
    drawn = Text()
    drawn.append("━" * done, style="green")
    drawn.append("╍" * unsure, style="yellow")
    drawn.append("─" * (cells - done - unsure), style="dim")
    drawn.append(f" {of.percent:3} %")
    return drawn
