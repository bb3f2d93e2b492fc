"""Where two runs of words part: takes both, gives the gaps between what they share in order.

Words that stand once in each are anchors (“patience”), so that a text of a book's length is
compared in a moment, and a passage that moved is not torn to pieces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond so many pairs of words, what has no anchors is taken to share nothing.
MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between shared words: from `a` to `b` of one run, `c` to `d` of the other."""

    a: int
    b: int
    c: int
    d: int


def gaps(one: Sequence[str], other: Sequence[str]) -> list[Gap]:
    """Return every gap in order; none where both are the same."""
    found: list[Gap] = []
    for gap in _parted(one, other, Gap(0, len(one), 0, len(other))):
        last = found[-1] if found else None
        if last and last.b == gap.a and last.d == gap.c:
            found[-1] = Gap(last.a, gap.b, last.c, gap.d)
        else:
            found.append(gap)
    return found


def _parted(one: Sequence[str], other: Sequence[str], whole: Gap) -> Iterator[Gap]:
    stack = [whole]
    while stack:
        gap = _trimmed(one, other, stack.pop())
        if gap.a == gap.b or gap.c == gap.d:
            if gap.a < gap.b or gap.c < gap.d:
                yield gap
            continue
        anchors = _anchors(one, other, gap)
        if anchors:
            stack += reversed(list(_between(gap, anchors)))
        else:
            yield from _small(one, other, gap)


def _trimmed(one: Sequence[str], other: Sequence[str], gap: Gap) -> Gap:
    a, b, c, d = gap.a, gap.b, gap.c, gap.d
    while a < b and c < d and one[a] == other[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and one[b - 1] == other[d - 1]:
        b, d = b - 1, d - 1
    return Gap(a, b, c, d)


def _anchors(one: Sequence[str], other: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Return places of words that are once in each, the longest row of them that is in order."""
    counts = Counter(one[gap.a : gap.b]), Counter(other[gap.c : gap.d])
    lone = ((word, at) for at, word in enumerate(other[gap.c : gap.d], gap.c))
    there = {word: at for word, at in lone if counts[1][word] == 1}
    pairs = [
        (at, there[word])
        for at, word in enumerate(one[gap.a : gap.b], gap.a)
        if counts[0][word] == 1 and word in there
    ]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs whose second members rise."""
    tops: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for at, (_, value) in enumerate(pairs):
        place = bisect_left(tops, value)
        before[at] = ends[place - 1] if place else -1
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [at]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(gap: Gap, anchors: Sequence[tuple[int, int]]) -> Iterator[Gap]:
    a, c = gap.a, gap.c
    for here, there in (*anchors, (gap.b, gap.d)):
        if a < here or c < there:
            yield Gap(a, here, c, there)
        a, c = here + 1, there + 1


def _small(one: Sequence[str], other: Sequence[str], gap: Gap) -> Iterator[Gap]:
    if (gap.b - gap.a) * (gap.d - gap.c) > MOST:
        yield gap
        return
    mine, theirs = one[gap.a : gap.b], other[gap.c : gap.d]
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Gap(gap.a + a, gap.a + b, gap.c + c, gap.c + d)


def shared(found: Sequence[Gap], one: int, other: int) -> dict[int, int]:
    """Return which word of the other run each shared word is; `one` and `other` are lengths."""
    pairs: dict[int, int] = {}
    a = c = 0
    for gap in (*found, Gap(one, one, other, other)):
        pairs.update(zip(range(a, gap.a), range(c, gap.c), strict=True))
        a, c = gap.b, gap.d
    return pairs
