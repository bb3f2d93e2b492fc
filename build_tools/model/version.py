"""Define the versions of an edition that were published, and the articles whose words they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWords:
    """Hold the anchor of an article, its name, and a digest of its words; empty for one that is gone."""

    anchor: str
    name: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionVersion:
    """Describe a version of an edition: its date, what it is, and the articles that it changed.

    `articles` are those with new words, and those that are gone; in the first version all. `date_text` is
    the date as the language writes it.
    """

    language: str
    version: str
    date: date | None = None
    note: str = ""
    articles: tuple[ArticleWords, ...] = ()
    date_text: str = ""


def collect_articles(versions: Iterable[EditionVersion]) -> dict[str, ArticleWords]:
    """Return the articles that an edition has after these versions, by anchor."""
    articles: dict[str, ArticleWords] = {}
    for version in versions:
        for one in version.articles:
            articles.pop(one.anchor, None)
            if one.digest:
                articles[one.anchor] = one
    return articles


def find_changed_articles(
    before: Mapping[str, ArticleWords], now: Iterable[ArticleWords]
) -> tuple[ArticleWords, ...]:
    """Return the articles with other words than before, in order; then those that are gone, undigested."""
    current = tuple(now)
    known = {one.anchor for one in current}
    changed = (one for one in current if one.anchor not in before or before[one.anchor].digest != one.digest)
    gone = (
        ArticleWords(anchor=one.anchor, name=one.name) for one in before.values() if one.anchor not in known
    )
    return (*changed, *gone)
