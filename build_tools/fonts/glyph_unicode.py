"""Map the glyphs of a font to characters, through its substitutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


def read_code_points(font: bytes) -> frozenset[int]:
    """Return the code points that a font has glyphs for, in whatever container it is."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True) as font_file:
        return frozenset(font_file.getBestCmap() or ())


# Types of lookup in a font's table of substitutions (OpenType, GSUB).
ONE_FOR_ONE, MORE_FOR_ONE, BY_OFFSET = 1, 2, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphUnicode:
    """Map each glyph index to its character; `extenders` only stretch another glyph."""

    letters: Mapping[int, str]
    extenders: frozenset[int]


@cache
def read_glyph_unicode(font: bytes) -> GlyphUnicode:
    """Return the characters of the glyphs of a whole font, contextual forms included."""
    from fontTools.ttLib import TTFont

    font_file = TTFont(BytesIO(font), lazy=True)
    letters = {glyph: chr(code) for code, glyph in sorted(font_file.getBestCmap().items())[::-1]}
    substitutes: dict[str, list[str]] = {}
    extenders = set[str]()
    for glyph, results in _iter_substitutions(font_file):
        if len(results) == 1:
            substitutes.setdefault(glyph, []).extend(results)
        elif results[:1] == [glyph]:
            extenders.update(results[1:])
    get_id, all_letters = font_file.getGlyphID, _spread_letters(letters, substitutes)
    return GlyphUnicode(
        letters={get_id(glyph): letter for glyph, letter in all_letters.items()},
        extenders=frozenset(map(get_id, extenders - letters.keys())),
    )


def _spread_letters(letters: Mapping[str, str], substitutes: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the letters of glyphs and of all their substitutes; of two letters, the lower one."""
    glyph_letters = dict(letters)
    for first in sorted(letters, key=letters.__getitem__):
        waiting = [first]
        while waiting:
            for form in substitutes.get(waiting.pop(), ()):
                if form not in glyph_letters:
                    glyph_letters[form] = letters[first]
                    waiting.append(form)
    return glyph_letters


def _iter_substitutions(font_file: TTFont) -> Iterator[tuple[str, list[str]]]:
    if "GSUB" not in font_file:
        return
    for lookup in font_file["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table: Any = subtable.ExtSubTable if subtable.LookupType == BY_OFFSET else subtable
            if table.LookupType == ONE_FOR_ONE:
                yield from ((glyph, [form]) for glyph, form in table.mapping.items())
            elif table.LookupType == MORE_FOR_ONE:
                yield from table.mapping.items()
