"""Assign the letters of an edition to font families, and find those without a glyph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from build_tools.fonts.families import FontFamily, FontStacks
from build_tools.fonts.subset import get_code_points

# Characters that an edition may add to its messages: digits, quotes, dashes, hyphens.
COMMON_CODE_POINTS = frozenset({*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, *range(0x2010, 0x2028), 0x202F})

# A space or joiner is set in the face of the letter before it, so every face needs them.
SPACES_AND_JOINERS = frozenset({
    0x20, 0xA0, 0xAD, 0x202F, 0x205F, 0x3000, 0xFEFF, *range(0x2000, 0x2010),
    *range(0x2060, 0x2065), *range(0xFE00, 0xFE10),
})  # fmt: skip
DIGITS = frozenset(map(ord, "0123456789"))

# Small alphabets are served whole, so that a changed message leaves the files as they are; of
# Hangul, the letters that label list items; arrows with punctuation, so that an e-book, which has
# no arrows, shares its fonts with the pages, which have.
LATIN_EXTENDED, GREEK, CYRILLIC, ARABIC = (
    frozenset(range(first, last + 1))
    for first, last in ((0x100, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF), (0x621, 0x652))
)
LATIN = frozenset({*range(0x20, 0x100), *map(ord, "ŒœŸ")})  # what western Europe writes with
PUNCTUATION = frozenset({*range(0x2010, 0x205F), *range(0x2190, 0x2194)})
HANGUL_LABELS = frozenset(map(ord, "가나다라마바사아자차카타파하"))
ALPHABETS = (LATIN, LATIN_EXTENDED - LATIN, GREEK, CYRILLIC, ARABIC, PUNCTUATION, HANGUL_LABELS)
# No word of these is set half in one face and half in another: an East Asian face has their
# letters without the accents. Latin is not among them, since its own would then go with them.
UNDIVIDED_ALPHABETS = (GREEK, CYRILLIC)
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
VARIATION_SELECTORS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F})

Shares = Mapping[str, frozenset[int]]


def find_printable_code_points(letters: Iterable[str]) -> frozenset[int]:
    """Return the code points that need a glyph: no controls, joiners, selectors, spaces."""
    used = {letter for run in letters for letter in run}
    visible = {ord(letter) for letter in used if unicodedata.category(letter) not in INVISIBLE_CATEGORIES}
    return frozenset(visible - VARIATION_SELECTORS)


def find_missing_glyphs(faces: FontStacks, letters: Iterable[str]) -> frozenset[str]:
    """Return the printable letters that no selected family has a glyph for."""
    missing = find_printable_code_points(letters)
    for family in faces.families:
        if missing:  # no face is opened for nothing
            missing -= get_family_coverage(family)
    return frozenset(map(chr, missing))


def get_family_coverage(family: FontFamily) -> frozenset[int]:
    """Return the code points of a family's upright face."""
    rank = {face: (face.style != "normal", abs(face.weight - 400)) for face in family.faces}
    return get_code_points(min(family.faces, key=rank.__getitem__))


def assign_code_points(faces: FontStacks, letters: Iterable[str]) -> Shares:
    """Return the code points of each family: a code point goes to the first family that has it.

    A family that is not borrowed takes small alphabets whole; one that would set nothing readable has no
    share.
    """
    code_points = frozenset(ord(letter) for run in letters for letter in run) | DIGITS
    assigned: dict[str, frozenset[int]] = {}
    for stack in faces.stacks:
        for name, share in _assign_in_stack(stack, code_points | COMMON_CODE_POINTS).items():
            assigned[name] = assigned.get(name, frozenset()) | share
    return {
        family.name: assigned[family.name] | SPACES_AND_JOINERS & get_family_coverage(family)
        for family in faces.families
        if find_printable_code_points(map(chr, assigned[family.name] & code_points))
    }


def _assign_in_stack(stack: Sequence[FontFamily], code_points: frozenset[int]) -> dict[str, frozenset[int]]:
    shares: dict[str, frozenset[int]] = {}
    assigned: frozenset[int] = frozenset()
    for position, family in enumerate(stack):
        divided = _find_divided_alphabets(stack[position:], code_points)
        available = get_family_coverage(family) - assigned - divided
        share = code_points & available
        if not family.borrowed:
            share = share.union(*(letters for letters in ALPHABETS if letters & share)) & available
        shares[family.name] = share
        assigned |= available
    return shares


def _find_divided_alphabets(stack: Sequence[FontFamily], code_points: frozenset[int]) -> frozenset[int]:
    """Return the alphabets that the first family has in part and a later one has completely."""
    first_coverage, *later_coverages = map(get_family_coverage, stack)
    divided: frozenset[int] = frozenset()
    for alphabet in UNDIVIDED_ALPHABETS:
        used = code_points & alphabet
        if not used <= first_coverage and any(used <= coverage for coverage in later_coverages):
            divided |= alphabet
    return divided
