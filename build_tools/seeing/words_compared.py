"""Two runs of words side by side: takes what must be there and what is, gives what differs.

A passage that is elsewhere is out of order, neither lost nor more; one that comes again is twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from build_tools.seeing.words_gaps import Gap, gaps, shared

Kind = Literal["lost", "doubled", "order", "extra"]
# The letters of the shortest passage that is told to come from another place.
PASSAGE = 12
LINE = 25  # words: as many as stand in a line of print and the next
RIGHT_TO_LEFT = frozenset({"R", "AL"})
LARGE = 4000  # letters: a larger gap is not looked through letter by letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words that are lost, twice, out of order or too many.

    `expected` is where they stand in what must be there, `found` where in what is; None where
    they do not.
    """

    kind: Kind
    words: tuple[str, ...]
    expected: int | None
    found: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs, and where each shared word of the expected is found."""

    differences: tuple[Difference, ...]
    pairs: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row, from a place on."""

    start: int
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        """Its words in one row."""
        return "".join(self.words)


def compared(
    expected: Sequence[str],
    found: Sequence[str],
    *,
    cuts: bool = False,
    turns: bool = False,
    marks: Collection[int] = (),
) -> Compared:
    """Compare two runs.

    `cuts` says that print may part and join words, whose letters count; `turns` that numbers
    stand among words that are read from the right, so that their place in a line is not known;
    `marks` are the places of found words that nothing need ask for.
    """
    parted = gaps(expected, found)
    lost: list[_Run] = []
    more: list[_Run] = []
    for gap in parted:
        mine, theirs = _apart(expected, found, gap) if cuts else _plain(expected, found, gap)
        lost += mine
        more += [one for run in theirs for one in _asked(run, found, marks)]
    pairs = shared(parted, len(expected), len(found))
    if turns:
        _settle_beside(lost, more, pairs)
    return Compared(differences=tuple(_told(lost, more, expected, found, cuts)), pairs=pairs)


def _plain(
    expected: Sequence[str], found: Sequence[str], gap: Gap
) -> tuple[list[_Run], list[_Run]]:
    mine = [_Run(gap.a, tuple(expected[gap.a : gap.b]))] if gap.a < gap.b else []
    theirs = [_Run(gap.c, tuple(found[gap.c : gap.d]))] if gap.c < gap.d else []
    return mine, theirs


def _apart(
    expected: Sequence[str], found: Sequence[str], gap: Gap
) -> tuple[list[_Run], list[_Run]]:
    """Return what of a gap is lost and what is more once its letters stand in one row."""
    mine, theirs = expected[gap.a : gap.b], found[gap.c : gap.d]
    here, there = "".join(mine), "".join(theirs)
    if here == there or (_is_turned(here) and Counter(here) == Counter(there)):
        return [], []
    if not here or not there or len(here) * len(there) > LARGE**2:
        return _plain(expected, found, gap)
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    known = [(block.a, block.a + block.size) for block in blocks if block.size]
    seen = [(block.b, block.b + block.size) for block in blocks if block.size]
    return _outside(mine, gap.a, known), _outside(theirs, gap.c, seen)


def _asked(run: _Run, found: Sequence[str], marks: Collection[int]) -> Iterator[_Run]:
    """Yield the parts of a run that are no marks, nor the word for which a mark was taken."""

    def is_mark(at: int) -> bool:
        """Return whether a found word is a mark, or the word that a mark was taken for."""
        return at in marks or (at - 1 in marks and found[at - 1] == found[at])

    places = [at for at in range(run.start, run.start + len(run.words)) if not is_mark(at)]
    for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        row = [at for _, at in group]
        yield _Run(row[0], run.words[row[0] - run.start : row[-1] + 1 - run.start])


def _settle_beside(lost: list[_Run], more: list[_Run], pairs: Mapping[int, int]) -> None:
    """Take out what is there in the same line, in another place of it."""
    for run in list(lost):
        before = next((pairs[at] for at in range(run.start, -1, -1) if at in pairs), 0)
        near = (one for one in more if abs(one.start - before) <= LINE)
        here = next((one for one in near if Counter(one.letters) == Counter(run.letters)), None)
        if here is not None:
            lost.remove(run)
            more.remove(here)


def _is_turned(letters: str) -> bool:
    """Return whether letters are read from the right: how a line of them is drawn tells less."""
    import unicodedata

    return any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in letters)


def _outside(words: Sequence[str], start: int, known: Sequence[tuple[int, int]]) -> list[_Run]:
    """Return the runs of words that do not lie whole within what is known of their letters."""
    runs: list[list[int]] = []
    at = 0
    for number, word in enumerate(words):
        end = at + len(word)
        if not any(low <= at and end <= high for low, high in known):
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        at = end
    return [_Run(start + run[0], tuple(words[run[0] : run[-1] + 1])) for run in runs]


def _told(
    lost: list[_Run], more: list[_Run], expected: Sequence[str], found: Sequence[str], cuts: bool
) -> Iterator[Difference]:
    waiting = list(more)
    for run in lost:
        moved = next((one for one in waiting if _is_same(run, one, cuts)), None)
        if moved is not None:
            waiting.remove(moved)
        yield Difference(
            kind="lost" if moved is None else "order",
            words=run.words,
            expected=run.start,
            found=None if moved is None else moved.start,
        )
    whole = "".join(expected) if cuts else f" {' '.join(expected)} "
    for one in waiting:
        kind: Kind = "doubled" if _is_twice(one, whole, found, cuts) else "extra"
        yield Difference(kind=kind, words=one.words, expected=None, found=one.start)


def _is_same(run: _Run, other: _Run, cuts: bool) -> bool:
    return run.letters == other.letters if cuts else run.words == other.words


def _is_twice(run: _Run, whole: str, found: Sequence[str], cuts: bool) -> bool:
    """Return whether a run says again what the text says: a passage, or the words beside it."""
    letters = run.letters if cuts else f" {' '.join(run.words)} "
    if len(letters) >= PASSAGE and letters in whole:
        return True
    size = len(run.words)
    after, before = run.start + size, run.start - size
    beside = [tuple(found[after : after + size]), tuple(found[max(before, 0) : run.start])]
    return run.words in beside
