"""Text cut into lines by the widths that letters usually have: takes words, gives lines. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Widths in em, a little more than most faces have, so that no line is too long in any.
NARROW, SPACE, SMALL, LARGE, WIDE, SQUARE = 0.37, 0.27, 0.58, 0.72, 0.95, 1.0
ARABIC, HEBREW = 0.46, 0.58
# What may not begin a line where lines break between any two letters.
CLOSING = frozenset("、。，．・：；？！）」』】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
OPENING = frozenset("（「『【〈《“‘")
HAN_AND_KANA = ((0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines, and the size at which the widest of them fits."""

    size: float
    lines: tuple[str, ...]


def width(words: str) -> float:
    """Return about how wide some text is, in em."""
    return sum(map(_letter, words))


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
    """Return lines of at most `most` em, as even as they can be without one more of them.

    A word that is wider stands alone on its line.
    """
    pieces = _pieces(words)
    lines = _filled(pieces, most)
    narrower = most
    while len(lines) > 1 and narrower > most / 2:
        narrower -= 0.25
        tried = _filled(pieces, narrower)
        if len(tried) > len(lines) or max(map(width, tried)) > max(most, *map(width, lines)):
            break
        lines = tried
    return lines


def _filled(pieces: tuple[str, ...], most: float) -> tuple[str, ...]:
    lines: list[str] = []
    for piece in pieces:
        if lines and width((lines[-1] + piece).rstrip()) <= most:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines if line.strip())


def _pieces(words: str) -> tuple[str, ...]:
    """Return what may not be broken: words with the space after, or single Han and kana."""
    pieces: list[str] = []
    for letter in " ".join(words.split()):
        if pieces and not _may_break(pieces[-1][-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return tuple(pieces)


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in CLOSING or before in OPENING:
        return False
    return before == " " or _is_square(before) or _is_square(after)


def _is_square(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in HAN_AND_KANA)


def fitted(words: str, room: float, *, largest: float, smallest: float, most: int) -> Setting:
    """Return the largest size, and its lines, in which text fits a width in `most` lines.

    At `smallest` it takes the lines that it needs.
    """
    size = largest
    while size > smallest:
        lines = wrapped(words, room / size)
        if len(lines) <= most and all(width(line) * size <= room for line in lines):
            return Setting(size, lines)
        size *= 0.95
    return Setting(smallest, wrapped(words, room / smallest))
