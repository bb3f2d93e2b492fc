"""Compute a patience diff of two word sequences.

Words that occur once in each are anchors, so that a book-length text is compared quickly and a
passage that moved stays whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond so many pairs of words, what has no anchors is taken to share nothing.
MAX_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Gap:
    """Describe a range that differs: `left_start:left_end` against `right_start:right_end`."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int

    def slice(self, left: Sequence[str], right: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """Return the words of the range on both sides."""
        return left[self.left_start : self.left_end], right[self.right_start : self.right_end]


def compute_patience_diff(left: Sequence[str], right: Sequence[str]) -> list[Gap]:
    """Return the differing ranges of two word sequences, in order; empty if they are equal."""
    merged: list[Gap] = []
    for gap in _find_gaps(left, right, Gap(0, len(left), 0, len(right))):
        last = merged[-1] if merged else None
        if last and last.left_end == gap.left_start and last.right_end == gap.right_start:
            merged[-1] = Gap(last.left_start, gap.left_end, last.right_start, gap.right_end)
        else:
            merged.append(gap)
    return merged


def _find_gaps(left: Sequence[str], right: Sequence[str], outer: Gap) -> Iterator[Gap]:
    stack = [outer]
    while stack:
        gap = _trim_gap(left, right, stack.pop())
        if gap.left_start == gap.left_end or gap.right_start == gap.right_end:
            if gap.left_start < gap.left_end or gap.right_start < gap.right_end:
                yield gap
            continue
        anchors = _find_unique_anchors(left, right, gap)
        if anchors:
            stack += reversed(list(_split_at_anchors(gap, anchors)))
        else:
            yield from _diff_small_gap(left, right, gap)


def _trim_gap(left: Sequence[str], right: Sequence[str], gap: Gap) -> Gap:
    a, b, c, d = gap.left_start, gap.left_end, gap.right_start, gap.right_end
    while a < b and c < d and left[a] == right[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
    return Gap(a, b, c, d)


def _find_unique_anchors(left: Sequence[str], right: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Return pairs of indices of words that occur once in each: their longest ordered sequence."""
    left_words, right_words = gap.slice(left, right)
    left_counts, right_counts = Counter(left_words), Counter(right_words)
    right_index = {word: n for n, word in enumerate(right_words, gap.right_start) if right_counts[word] == 1}
    pairs = [
        (index, right_index[word])
        for index, word in enumerate(left_words, gap.left_start)
        if left_counts[word] == 1 and word in right_index
    ]
    return _find_longest_increasing(pairs)


def _find_longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence of pairs whose second members increase."""
    tops: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tops, value)
        before[index] = ends[place - 1] if place else -1
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [index]
    subsequence = []
    index = ends[-1] if ends else -1
    while index >= 0:
        subsequence.append(pairs[index])
        index = before[index]
    return subsequence[::-1]


def _split_at_anchors(gap: Gap, anchors: Sequence[tuple[int, int]]) -> Iterator[Gap]:
    a, c = gap.left_start, gap.right_start
    for left_anchor, right_anchor in (*anchors, (gap.left_end, gap.right_end)):
        if a < left_anchor or c < right_anchor:
            yield Gap(a, left_anchor, c, right_anchor)
        a, c = left_anchor + 1, right_anchor + 1


def _diff_small_gap(left: Sequence[str], right: Sequence[str], gap: Gap) -> Iterator[Gap]:
    left_words, right_words = gap.slice(left, right)
    if len(left_words) * len(right_words) > MAX_PAIRS:
        yield gap
        return
    for kind, a, b, c, d in SequenceMatcher(None, left_words, right_words, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Gap(gap.left_start + a, gap.left_start + b, gap.right_start + c, gap.right_start + d)


def match_shared_words(gaps: Sequence[Gap], left_length: int, right_length: int) -> dict[int, int]:
    """Return the right index of each shared word by its left index."""
    pairs: dict[int, int] = {}
    a = c = 0
    for gap in (*gaps, Gap(left_length, left_length, right_length, right_length)):
        pairs.update(zip(range(a, gap.left_start), range(c, gap.right_start), strict=True))
        a, c = gap.left_end, gap.right_end
    return pairs
