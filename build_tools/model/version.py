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


# What the groups of changed articles are called, as UI messages.
CHANGED, NEW, REMOVED = "Changed articles:", "New articles:", "Removed articles:"


def group_changes(
    articles: Iterable[ArticleWords], before: Mapping[str, ArticleWords]
) -> dict[str, list[ArticleWords]]:
    """Return the articles that a version changed by what became of them; groups without any are left out."""
    groups: dict[str, list[ArticleWords]] = {CHANGED: [], NEW: [], REMOVED: []}
    for one in articles:
        groups[REMOVED if not one.digest else CHANGED if one.anchor in before else NEW].append(one)
    return {kind: own for kind, own in groups.items() if own}


def collect_articles(versions: Iterable[EditionVersion]) -> dict[str, ArticleWords]:
    """Return the articles that an edition has after these versions, by anchor."""
    articles: Mapping[str, ArticleWords] = {}
    for version in versions:
        articles = apply_version(articles, version)
    return dict(articles)


def apply_version(before: Mapping[str, ArticleWords], version: EditionVersion) -> dict[str, ArticleWords]:
    """Return the articles that an edition has after a version, from those that it had before."""
    changed = {one.anchor: one for one in version.articles}
    kept = {anchor: one for anchor, one in before.items() if anchor not in changed}
    return kept | {anchor: one for anchor, one in changed.items() if one.digest}


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
