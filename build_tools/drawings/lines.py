"""Text cut into lines by the widths that letters usually have: takes words, gives lines. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.drawings.phrases import begins, is_little, is_square

# Widths in em, a little more than most faces have, so that no line is too long in any.
NARROW, SPACE, SMALL, LARGE, WIDE, SQUARE = 0.37, 0.27, 0.58, 0.72, 0.95, 1.0
ARABIC, HEBREW = 0.41, 0.58
# What is left of a size that a line saved, calmer ends of lines, or whole phrases are worth.
ENOUGH, CALMER, WHOLE = 0.66, 0.85, 0.8
# How many square em it is worth to begin a line with a phrase: sense before evenness.
EASE = 30.0
# How many it is worth not to end a line with a little word, whatever the next begins with.
RELUCTANCE = 36.0
# What may not begin a line where lines break between any two letters.
CLOSING = frozenset("、。，．・：；？！）」』】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
OPENING = frozenset("（「『【〈《“‘")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines, and the size at which the widest of them fits."""

    size: float
    lines: tuple[str, ...]


def width(words: str) -> float:
    """Return about how wide some text is, in em."""
    return sum(map(_letter, words))


@cache
def _letter(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return SQUARE
    bidirectional = unicodedata.bidirectional(letter)
    if bidirectional in {"AL", "R"}:
        return ARABIC if bidirectional == "AL" else HEBREW
    return _western(letter)


def _western(letter: str) -> float:
    if letter.isspace():
        return SPACE
    if letter in "ijlftI.,:;'’‘()[]|!-‐":
        return NARROW
    if letter in "mwMW—…@%":
        return WIDE
    return LARGE if letter.isupper() else SMALL


def wrapped(words: str, most: float) -> tuple[str, ...]:
    """Return as few lines of at most `most` em as can be, and those as even as can be.

    A little word at a line's end counts against it. One that is wider stands alone.
    """
    pieces = _pieces(words)
    best: list[_Way] = [_Way(0, 0.0, ())]
    for end in range(1, len(pieces) + 1):
        ways = (
            _Way.on(best[start], line, most, end == len(pieces))
            for start, line in _last_lines(pieces, end, most)
        )
        best.append(min(ways))
    return best[-1].lines


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    count: int
    cost: float
    lines: tuple[str, ...]

    def on(self, line: str, most: float, is_last: bool) -> _Way:
        """Return this way with one line more."""
        cost = (most - width(line)) ** 2
        if not is_last and _ends_little(line):
            cost += RELUCTANCE
        if self.count and begins(line):
            cost -= EASE
        return _Way(self.count + 1, self.cost + cost, (*self.lines, line))


def _last_lines(pieces: tuple[str, ...], end: int, most: float) -> Iterator[tuple[int, str]]:
    for start in range(end - 1, -1, -1):
        line = "".join(pieces[start:end]).strip()
        if start < end - 1 and width(line) > most:
            return
        yield start, line


def _pieces(words: str) -> tuple[str, ...]:
    """Return what may not be broken: words with the space after, or single Han and kana."""
    pieces: list[str] = []
    for letter in re.sub(r"[ \t\r\n\f\v]+", " ", words).strip(" "):
        if pieces and not _may_break(pieces[-1][-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return tuple(pieces)


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in CLOSING or before in OPENING:
        return False
    return before == " " or is_square(before) or is_square(after)


def fitted(words: str, room: float, *, largest: float, smallest: float, most: int) -> Setting:
    """Return a size, and its lines, in which text fits a width in `most` lines.

    The largest such size, unless giving some of it up saves a line, keeps phrases whole or
    at least little words from the ends of lines: so lines break by sense. At `smallest` it
    takes what it needs.
    """
    found = _largest(words, room, (largest, smallest), most)
    if found is None:
        return Setting(smallest, wrapped(words, room / smallest))
    fewer = (found.size, max(smallest, found.size * ENOUGH))
    found = _largest(words, room, fewer, len(found.lines) - 1) or found
    for worth, good in ((WHOLE, _is_whole), (CALMER, _is_calm)):
        calmer = (found.size, max(smallest, found.size * worth))
        better = _largest(words, room, calmer, len(found.lines), good)
        if better is not None:
            return better
    return found


def _largest(
    words: str,
    room: float,
    sizes: tuple[float, float],
    most: int,
    good: Callable[[tuple[str, ...]], bool] = lambda _lines: True,
) -> Setting | None:
    size, smallest = sizes
    while size >= smallest:
        lines = wrapped(words, room / size)
        fits = len(lines) <= most and all(width(line) * size <= room for line in lines)
        if fits and good(lines):
            return Setting(size, lines)
        size *= 0.97
    return None


def _is_whole(lines: tuple[str, ...]) -> bool:
    return _is_calm(lines) and all(map(begins, lines[1:]))


def _is_calm(lines: tuple[str, ...]) -> bool:
    return not any(map(_ends_little, lines[:-1]))


def _ends_little(line: str) -> bool:
    return is_little(line.rpartition(" ")[2])
