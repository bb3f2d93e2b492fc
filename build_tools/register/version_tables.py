"""Read and write the tables of published versions, `source/versions.tsv` and `source/articles.tsv`.

The first has a row for each version of an edition, the oldest first; the second a row for each article whose
words a version changed, with an empty digest for one that it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import ArticleWords, EditionVersion, Place
from build_tools.paths import Root
from build_tools.register import tsv_table

VERSION_COLUMNS = ("publication", "version", "language", "date", "note")
ARTICLE_COLUMNS = ("publication", "version", "language", "article", "digest", "name")
VersionTables = dict[str, tuple[EditionVersion, ...]]
_Key = tuple[str, str, str]


def read_version_tables(root: Root) -> VersionTables:
    """Return the versions of each publication, the oldest first; none without tables.

    Raises UserError `versions/…` at the first row that is none.
    """
    articles: dict[_Key, list[ArticleWords]] = {}
    for key, article in _iter_articles(root):
        articles.setdefault(key, []).append(article)
    tables: dict[str, list[EditionVersion]] = {}
    for publication, version in _iter_versions(root):
        own = articles.get((publication, version.version, version.language), ())
        tables.setdefault(publication, []).append(replace(version, articles=tuple(own)))
    return {name: tuple(versions) for name, versions in tables.items()}


def _iter_versions(root: Root) -> Iterator[tuple[str, EditionVersion]]:
    for number, cells in tsv_table.read_rows(root, root.versions, VERSION_COLUMNS, "versions"):
        if not len(VERSION_COLUMNS) - 1 <= len(cells) <= len(VERSION_COLUMNS) or not all(cells[:3]):
            raise _make_error(root, root.versions, number, VERSION_COLUMNS)
        publication, version, language, day, note = (*cells, "")[: len(VERSION_COLUMNS)]
        parsed = _parse_date(root, day, number)
        yield publication, EditionVersion(language=language, version=version, date=parsed, note=note)


def _parse_date(root: Root, text: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _make_error(root, root.versions, line, VERSION_COLUMNS) from error


def _iter_articles(root: Root) -> Iterator[tuple[_Key, ArticleWords]]:
    for number, cells in tsv_table.read_rows(root, root.articles, ARTICLE_COLUMNS, "versions"):
        if len(cells) != len(ARTICLE_COLUMNS) or not all(cells[:4]):
            raise _make_error(root, root.articles, number, ARTICLE_COLUMNS)
        publication, version, language, anchor, digest, name = cells
        yield (publication, version, language), ArticleWords(anchor=anchor, name=name, digest=digest)


def _make_error(root: Root, path: Path, line: int, columns: tuple[str, ...]) -> UserError:
    message = f"is no row: {', '.join(columns)}, with tabs between"
    remedy = "take the file back as the last release left it: editions release cut writes it"
    return UserError(
        "versions/row", message, remedy=remedy, place=Place(file=root.relativize(path), line=line)
    )


def write_version_tables(root: Root, tables: VersionTables) -> None:
    """Write both tables, the articles first: without its row of a version, what an article was is not read.

    Raises UserError if one cannot be written.
    """
    rows = [(name, one) for name, versions in sorted(tables.items()) for one in versions]
    tsv_table.write_rows(root, root.articles, ARTICLE_COLUMNS, _iter_article_cells(rows))
    cells = (
        (name, one.version, one.language, one.date.isoformat() if one.date else "", _clean(one.note))
        for name, one in rows
    )
    tsv_table.write_rows(root, root.versions, VERSION_COLUMNS, cells)


def _iter_article_cells(rows: Iterable[tuple[str, EditionVersion]]) -> Iterator[tuple[str, ...]]:
    for name, version in rows:
        for one in version.articles:
            yield name, version.version, version.language, one.anchor, one.digest, _clean(one.name)


def _clean(text: str) -> str:
    """Return a text on one line without tabs, as a cell holds it."""
    return " ".join(text.split())
