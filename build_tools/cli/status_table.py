"""How far translations have come, as lines: takes a Status, gives a table."""

from __future__ import annotations

from build_tools.cli.columns import lines
from build_tools.model import Coverage
from build_tools.tasks.catalogue_status import Status


def status(of: Status) -> list[str]:
    """Return the lines of a translation's status: a language, a publication, then its pages."""
    rows: list[tuple[str, ...]] = [
        ("language", "text", "words", "translated", "fuzzy", "missing", "review")
    ]
    for tag, tongue in of.languages.items():
        for name, text in tongue.publications.items():
            rows.append(_counted(tag, name, text.coverage, text.review))
            rows += [_counted(tag, each, page.coverage) for each, page in text.pages.items()]
    return lines(rows, {2, 3, 4, 5})


def _counted(tag: str, name: str, of: Coverage, review: str = "") -> tuple[str, ...]:
    numbers = (of.words, of.translated, of.fuzzy, of.missing)
    return (tag, name, *map(str, numbers), review)
