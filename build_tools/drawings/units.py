"""What a bar stands for: takes an edition's Articles, gives the words of each bar in order."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import Article


def words_of(articles: Sequence[Article]) -> tuple[int, ...]:
    """Return the words of each article, first to last; those without words are left out.

    A numbered article counts as one, with all that it holds. A part that holds numbered
    articles, or a section without a number that holds others, gives way to what it holds,
    and keeps a bar for its own words alone.
    """
    found: list[int] = []
    at = 0
    while at < len(articles):
        end = _end(articles, at)
        whole = not _gives_way(articles, at, end)
        found.append(articles[at].words if whole else _own(articles, at, end))
        at = end if whole else at + 1
    return tuple(words for words in found if words > 0)


def _end(articles: Sequence[Article], at: int) -> int:
    """Return the place after the last article that stands within this one."""
    own, end = articles[at], at + 1
    while end < len(articles) and _is_within(articles[end], own):
        end += 1
    return end


def _is_within(article: Article, other: Article) -> bool:
    return article.page == other.page and article.depth > other.depth


def _gives_way(articles: Sequence[Article], at: int, end: int) -> bool:
    within = articles[at + 1 : end]
    numbered = any(article.designation for article in within)
    return numbered or bool(within and not articles[at].designation)


def _own(articles: Sequence[Article], at: int, end: int) -> int:
    words, child = articles[at].words, at + 1
    while child < end:
        words -= articles[child].words
        child = _end(articles, child)
    return words
