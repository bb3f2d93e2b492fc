"""Count the words that each bar stands for."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import Article


def count_bar_words(articles: Sequence[Article]) -> tuple[int, ...]:
    """Return the words of each article, first to last, without those that have no words.

    A numbered article counts as one, with all that it holds. A part that holds numbered
    articles, or an unnumbered section that holds others, is replaced by them and keeps a bar for
    its own words alone.
    """
    counts: list[int] = []
    position = 0
    while position < len(articles):
        end = _find_article_end(articles, position)
        is_whole = not _is_replaced(articles, position, end)
        counts.append(
            articles[position].words if is_whole else _count_own_words(articles, position, end)
        )
        position = end if is_whole else position + 1
    return tuple(words for words in counts if words > 0)


def _find_article_end(articles: Sequence[Article], position: int) -> int:
    """Return the position after the last article within this one."""
    own, end = articles[position], position + 1
    while end < len(articles) and _is_within(articles[end], own):
        end += 1
    return end


def _is_within(article: Article, ancestor: Article) -> bool:
    return article.page == ancestor.page and article.depth > ancestor.depth


def _is_replaced(articles: Sequence[Article], position: int, end: int) -> bool:
    within = articles[position + 1 : end]
    numbered = any(article.designation for article in within)
    return numbered or bool(within and not articles[position].designation)


def _count_own_words(articles: Sequence[Article], position: int, end: int) -> int:
    words, child = articles[position].words, position + 1
    while child < end:
        words -= articles[child].words
        child = _find_article_end(articles, child)
    return words
