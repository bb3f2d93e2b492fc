"""Compute the bars of covers, strips and icons: one an article, as long as its number of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from build_tools.covers.svg_markup import Box
from build_tools.model import Article


def count_bar_words(articles: Sequence[Article]) -> tuple[int, ...]:
    """Return the words of each article, first to last, without those that have no words.

    A numbered article counts as one, with all that it holds. A part that holds numbered articles, or an
    unnumbered section that holds others, is replaced by them and keeps a bar for its own words alone.
    """
    counts: list[int] = []
    position = 0
    while position < len(articles):
        end = _find_article_end(articles, position)
        is_whole = not _is_replaced(articles, position, end)
        counts.append(articles[position].words if is_whole else _count_own_words(articles, position, end))
        position = end if is_whole else position + 1
    return tuple(words for words in counts if words > 0)


def _find_article_end(articles: Sequence[Article], position: int) -> int:
    own, end = articles[position], position + 1
    while end < len(articles) and articles[end].page == own.page and articles[end].depth > own.depth:
        end += 1
    return end


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


def stack_bars(
    words: Sequence[int], area: Box, *, widest: float, thickest: float, rtl: bool
) -> tuple[Box, ...]:
    """Return a bar for each article, one below another, standing on the floor of an area.

    The longest is as wide as the area. `widest` is the largest distance from bar to bar, so that few articles
    leave the area calm; `thickest` the largest height of a bar.
    """
    if not words:
        return ()
    step = min(widest, area.height / len(words))
    thick = min(thickest, step * 0.3)
    top = area.y + area.height - step * (len(words) - 1) - thick
    longest = max(words)
    boxes = []
    for row, count in enumerate(words):
        length = max(thick, area.width * count / longest)
        x = area.x + area.width - length if rtl else area.x
        boxes.append(Box(x, top + step * row, length, thick))
    return tuple(boxes)


def line_up_bars(words: Sequence[int], area: Box, *, rtl: bool) -> tuple[Box, ...]:
    """Return the bars end to end, as one line that fills the area from side to side."""
    if not words:
        return ()
    gap = min(area.width * 0.006, area.width / (3 * len(words)))
    scale = (area.width - gap * (len(words) - 1)) / sum(words)
    starts = accumulate((count * scale + gap for count in words[:-1]), initial=0.0)
    boxes = []
    for start, count in zip(starts, words, strict=True):
        length = count * scale
        x = area.x + area.width - start - length if rtl else area.x + start
        boxes.append(Box(x, area.y, length, area.height))
    return tuple(boxes)


def group_counts(words: Sequence[int], most: int) -> tuple[int, ...]:
    """Return at most `most` counts: neighbours averaged in order, none left out."""
    groups = min(most, len(words))
    edges = [len(words) * group // groups for group in range(groups + 1)] if groups else []
    return tuple(-(-sum(words[start:end]) // (end - start)) for start, end in pairwise(edges))
