"""Which letter each glyph draws: takes a font, gives the letters of its glyphs and their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Types of lookup in a font's table of substitutions (OpenType, GSUB).
ONE_FOR_ONE, MORE_FOR_ONE, BY_OFFSET = 1, 2, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """By number: the letter that each glyph draws, and glyphs that only stretch another."""

    letters: Mapping[int, str]
    stretching: frozenset[int]


@cache
def forms(font: bytes) -> Forms:
    """Return what the glyphs of a whole font draw, in whatever form a script needs."""
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(font), lazy=True)
    letters = {glyph: chr(code) for code, glyph in sorted(opened.getBestCmap().items())[::-1]}
    turned: dict[str, list[str]] = {}
    stretching = set[str]()
    for glyph, made in _substitutions(opened):
        if len(made) == 1:
            turned.setdefault(glyph, []).extend(made)
        elif made[:1] == [glyph]:
            stretching.update(made[1:])
    number = opened.getGlyphID
    return Forms(
        letters={number(glyph): letter for glyph, letter in _spread(letters, turned).items()},
        stretching=frozenset(map(number, stretching - letters.keys())),
    )


def _spread(letters: Mapping[str, str], turned: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the letters of glyphs and of all that they turn into; of two the commoner, lower."""
    known = dict(letters)
    for first in sorted(letters, key=letters.__getitem__):
        waiting = [first]
        while waiting:
            for form in turned.get(waiting.pop(), ()):
                if form not in known:
                    known[form] = letters[first]
                    waiting.append(form)
    return known


def _substitutions(opened: TTFont) -> Iterator[tuple[str, list[str]]]:
    if "GSUB" not in opened:
        return
    for lookup in opened["GSUB"].table.LookupList.Lookup:
        for each in lookup.SubTable:
            table: Any = each.ExtSubTable if each.LookupType == BY_OFFSET else each
            if table.LookupType == ONE_FOR_ONE:
                yield from ((glyph, [form]) for glyph, form in table.mapping.items())
            elif table.LookupType == MORE_FOR_ONE:
                yield from table.mapping.items()
