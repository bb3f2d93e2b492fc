"""Pair the articles of two editions: by id, else by likeness of their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_tools.release.article_text import Article

# Of what two articles have together in pairs of neighbouring words: so much makes them the same article.
MIN_LIKENESS = 0.4
# So little makes an article that has the id of an old one another article.
MAX_UNLIKENESS = 0.1
# So much of an article must be in what another one lost or gained to have come from it, or gone into it.
MIN_SHARE = 0.5
MIN_LENGTH = 4  # of an article, in pairs of words; shorter ones are alike by chance
# A pair of words in so many articles tells none from another.
MAX_POSTINGS = 50

Features = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMatch:
    """Pair an old article with the new one that it became; one of them may be absent.

    `sources` are the old articles that parts of the new one come from, `targets` the new ones that parts of
    the old one went into, each beside its pair.
    """

    old: Article | None = None
    new: Article | None = None
    sources: tuple[Article, ...] = ()
    targets: tuple[Article, ...] = ()

    @property
    def article(self) -> Article:
        """Return the article as it is now, or as it was."""
        return self.new or self.old or Article(id="", page="")


def match_articles(old: Sequence[Article], new: Sequence[Article]) -> tuple[ArticleMatch, ...]:
    """Return every article of both editions once: those of the new one in order, then those that are gone."""
    pairs = _pair_by_id(old, new)
    features = _Features()
    doubtful = {at for at, before in pairs.items() if features.are_unlike(old[before], new[at])}
    left_old = sorted(set(range(len(old))) - {pairs[at] for at in pairs if at not in doubtful})
    left_new = [at for at in range(len(new)) if at not in pairs or at in doubtful]
    found = features.pair_by_likeness(old, new, left_old, left_new)
    taken = set(found.values())
    for at in sorted(doubtful):  # what has no other counterpart keeps that of its id
        if at not in found and pairs[at] not in taken:
            found[at] = pairs[at]
    sure = {at: before for at, before in pairs.items() if at not in doubtful}
    return _find_parts(_make_matches(old, new, sure | found), features)


def _pair_by_id(old: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Return the old index of each new one with its id; of several, those of the same page first."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for with_page in (True, False):
        free: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index in (one for one in range(len(old)) if one not in used):
            free[_make_key(old[index], with_page)].append(index)
        for index, article in enumerate(new):
            waiting = free.get(_make_key(article, with_page))
            if index not in pairs and waiting:
                pairs[index] = waiting.pop(0)
                used.add(pairs[index])
    return pairs


def _make_key(article: Article, with_page: bool) -> tuple[str, str]:
    return article.id, article.page if with_page else ""


def _make_matches(
    old: Sequence[Article], new: Sequence[Article], pairs: Mapping[int, int]
) -> list[ArticleMatch]:
    kept = [
        ArticleMatch(old=old[pairs[index]] if index in pairs else None, new=article)
        for index, article in enumerate(new)
    ]
    used = set(pairs.values())
    return [*kept, *(ArticleMatch(old=one) for index, one in enumerate(old) if index not in used)]


def _find_parts(matches: list[ArticleMatch], features: _Features) -> tuple[ArticleMatch, ...]:
    """Return matches with what was split and merged: parts of what an article lost, or gained."""
    gone = [index for index, one in enumerate(matches) if one.new is None]
    come = [index for index, one in enumerate(matches) if one.old is None]
    lost = {index: features.subtract(one.old, one.new) for index, one in enumerate(matches) if one.old}
    gained = {index: features.subtract(one.new, one.old) for index, one in enumerate(matches) if one.new}
    for index in gone:
        whole = _find_whole(features.count(matches[index].old), gained)
        if whole is not None and whole not in come:
            _join_matches(matches, index, whole)
    for index in come:
        whole = _find_whole(features.count(matches[index].new), lost)
        if whole is not None and whole not in gone:
            _join_matches(matches, whole, index)
    return tuple(matches)


def _find_whole(part: Features, rests: Mapping[int, Features]) -> int | None:
    """Return which rest has most of a part, if it has enough."""
    shares = {index: (part & rest).total() for index, rest in rests.items() if rest}
    best = max(shares, key=lambda index: (shares[index], -index), default=None)
    is_enough = best is not None and part.total() >= MIN_LENGTH
    return best if is_enough and best is not None and shares[best] >= MIN_SHARE * part.total() else None


def _join_matches(matches: list[ArticleMatch], before: int, after: int) -> None:
    """Note that a part of an old article went into a new one."""
    source, target = matches[before].old, matches[after].new
    if source is not None and target is not None:
        matches[before] = replace(matches[before], targets=(*matches[before].targets, target))
        matches[after] = replace(matches[after], sources=(*matches[after].sources, source))


class _Features:
    """Count the pairs of neighbouring words of articles, once for each text."""

    def __init__(self) -> None:
        self._counts: dict[str, Features] = {}

    def count(self, article: Article | None) -> Features:
        """Return how often each pair of words stands in an article."""
        if article is None:
            return Counter()
        counts = self._counts.get(article.words)
        if counts is None:
            words = ["", *article.text.casefold().split(), ""]
            counts = Counter(map(" ".join, pairwise(words)))
            self._counts[article.words] = counts
        return counts

    def subtract(self, article: Article | None, other: Article | None) -> Features:
        """Return what an article has that another has not."""
        if article and other and article.words == other.words:
            return Counter()
        return self.count(article) - self.count(other)

    def are_unlike(self, first: Article, second: Article) -> bool:
        """Return whether two articles have too little in common to be one."""
        if first.words == second.words:
            return False
        counts = self.count(first), self.count(second)
        if min(one.total() for one in counts) < MIN_LENGTH:
            return False
        shared = (counts[0] & counts[1]).total()
        return 2 * shared <= MAX_UNLIKENESS * sum(one.total() for one in counts)

    def pair_by_likeness(
        self, old: Sequence[Article], new: Sequence[Article], left_old: Iterable[int], left_new: Iterable[int]
    ) -> dict[int, int]:
        """Return the old index of each new one that is like it, the most alike first."""
        ranked = sorted(self._rank_pairs(old, new, tuple(left_old), tuple(left_new)), reverse=True)
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, before, after in ranked:
            if -after not in pairs and -before not in taken:
                pairs[-after] = -before
                taken.add(-before)
        return pairs

    def _rank_pairs(
        self, old: Sequence[Article], new: Sequence[Article], left_old: Sequence[int], left_new: Sequence[int]
    ) -> Iterable[tuple[float, int, int]]:
        """Yield the likeness of each pair that is alike enough, with both indices below zero, to sort by."""
        postings: dict[str, list[int]] = defaultdict(list)
        for before in left_old:
            for feature in self.count(old[before]):
                postings[feature].append(before)
        for after in left_new:
            shared = self.count(new[after])
            near = Counter[int]()
            for feature in shared:
                if len(postings.get(feature, ())) <= MAX_POSTINGS:
                    near.update(postings.get(feature, ()))
            for before in near:
                likeness = self._measure_likeness(old[before], new[after])
                if likeness >= MIN_LIKENESS:
                    yield likeness, -before, -after

    def _measure_likeness(self, first: Article, second: Article) -> float:
        counts = self.count(first), self.count(second)
        return 2 * (counts[0] & counts[1]).total() / sum(one.total() for one in counts)
