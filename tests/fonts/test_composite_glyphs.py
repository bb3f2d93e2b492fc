"""Diacritics: a font gets a composite glyph for each mark at each position."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from build_tools.fonts import (
    CompositeGlyph,
    PlacedGlyph,
    add_composite_glyphs,
    find_family,
    get_units_per_em,
)
from build_tools.fonts.subset import make_static_font, subset_font


def whole() -> bytes:
    """Return a font whose outlines can be used in composite glyphs."""
    found = find_family("Amiri")
    if found is None:
        pytest.skip("Amiri is not on this machine")
    return make_static_font(found.faces[0])


def test_a_glyph_is_drawn_elsewhere() -> None:
    """The new glyph is the last one, equal to its mark, shifted to the right and up."""
    font = whole()
    old = TTFont(BytesIO(font))
    mark, letter = (old.getGlyphID(old.getBestCmap()[ord(each)]) for each in "\u0651\u0628")
    one = CompositeGlyph((PlacedGlyph(mark, 30, 100),), is_mark=True)
    two = CompositeGlyph((PlacedGlyph(letter, 0, -5),), is_mark=False)
    made, first = add_composite_glyphs(font, [one, two])
    new = TTFont(BytesIO(made))
    assert first == len(old.getGlyphOrder()) == len(new.getGlyphOrder()) - 2
    before, after = old["glyf"][old.getGlyphName(mark)], new["glyf"][new.getGlyphName(first)]
    assert (after.xMin - before.xMin, after.yMin - before.yMin) == (30, 100)
    widths = [new["hmtx"][new.getGlyphName(first + at)][0] for at in (0, 1)]
    assert widths == [0, old["hmtx"][old.getGlyphName(letter)][0]]


def test_only_outlines_can_be_added_to() -> None:
    """A CFF font is not changed; other fonts give their units per em."""
    eastern = find_family("Noto Serif CJK KR")
    assert get_units_per_em(whole()) == 1000
    if eastern is not None:
        assert get_units_per_em(subset_font(eastern.faces[0], map(ord, "도시"))) == 0
