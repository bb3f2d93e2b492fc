"""Which letter is set in which family: takes Faces and letters, gives shares. Opens faces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from build_tools.fonts.cut import covers
from build_tools.fonts.families import Face, Faces, Family

# What an edition may hold though no message does: its digits, quotes, dashes, hyphens.
ALWAYS = frozenset({*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, *range(0x2010, 0x2028), 0x202F})

# A space or joiner is set in the face of the letter before it, so every face needs them.
JOINTS = frozenset({
    0x20, 0xA0, 0xAD, 0x202F, 0x205F, 0x3000, 0xFEFF, *range(0x2000, 0x2010),
    *range(0x2060, 0x2065), *range(0xFE00, 0xFE10),
})  # fmt: skip
FIGURES = frozenset(map(ord, "0123456789"))

# Small alphabets are served whole, so that a changed message leaves the files as they are; of
# Hangul, what letters the items of a list; arrows with punctuation, so that an e-book, which has
# none, shares its faces with the pages, which do.
EXTENDED, GREEK, CYRILLIC, ARABIC = (
    frozenset(range(first, last + 1))
    for first, last in ((0x100, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF), (0x621, 0x652))
)
LATIN = frozenset({*range(0x20, 0x100), *map(ord, "ŒœŸ")})  # what western Europe writes with
PUNCTUATION = frozenset({*range(0x2010, 0x205F), *range(0x2190, 0x2194)})
GANADA = frozenset(map(ord, "가나다라마바사아자차카타파하"))
ALPHABETS = (LATIN, EXTENDED - LATIN, GREEK, CYRILLIC, ARABIC, PUNCTUATION, GANADA)
# No word of these is set half in one face and half in another: an East Asian face has their
# letters without the accents. Latin is not among them, since its own would then go with them.
WHOLE = (GREEK, CYRILLIC)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
SELECTORS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F})

Shares = Mapping[str, frozenset[int]]


def printable(letters: Iterable[str]) -> frozenset[int]:
    """Return the code points that need a glyph: no controls, joiners, selectors, spaces."""
    each = {letter for run in letters for letter in run}
    return frozenset(
        ord(letter)
        for letter in each
        if unicodedata.category(letter) not in UNSEEN and ord(letter) not in SELECTORS
    )


def lacking(faces: Faces, letters: Iterable[str]) -> frozenset[str]:
    """Return the printable letters that no chosen face has a glyph for."""
    left = printable(letters)
    for family in faces.families:
        if left:  # no face is opened for nothing
            left -= covered(family)
    return frozenset(map(chr, left))


def covered(family: Family) -> frozenset[int]:
    """Return the code points that a family's upright face has."""
    return covers(_plain(family))


def _plain(family: Family) -> Face:
    return min(family.faces, key=lambda face: (face.style != "normal", abs(face.weight - 400)))


def shares(faces: Faces, letters: Iterable[str]) -> Shares:
    """Return by family the code points it sets: each falls to the first of its stack.

    A family of the edition's own language takes its small alphabets whole; one that
    nothing which is read would be set in has no share.
    """
    asked = frozenset(ord(letter) for run in letters for letter in run) | FIGURES
    taken: dict[str, frozenset[int]] = {}
    for stack in faces.stacks:
        for name, share in _dealt(stack, asked | ALWAYS).items():
            taken[name] = taken.get(name, frozenset()) | share
    return {
        family.name: taken[family.name] | JOINTS & covered(family)
        for family in faces.families
        if printable(map(chr, taken[family.name] & asked))
    }


def _dealt(stack: Sequence[Family], asked: frozenset[int]) -> dict[str, frozenset[int]]:
    dealt: dict[str, frozenset[int]] = {}
    taken: frozenset[int] = frozenset()
    for at, family in enumerate(stack):
        own = covered(family) - taken - _left(stack[at:], asked)
        dealt[family.name] = asked & own if family.borrowed else _grown(asked & own) & own
        taken |= own
    return dealt


def _left(stack: Sequence[Family], asked: frozenset[int]) -> frozenset[int]:
    """Return the alphabets that the first family has in part and a later one wholly."""
    here, *later = map(covered, stack)
    torn = (one for one in WHOLE if not asked & one <= here)
    return frozenset().union(*(one for one in torn if any(asked & one <= more for more in later)))


def _grown(share: frozenset[int]) -> frozenset[int]:
    return share.union(*(alphabet for alphabet in ALPHABETS if alphabet & share))
