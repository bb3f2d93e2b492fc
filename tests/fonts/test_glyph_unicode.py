"""CID fonts in a PDF: each CID is the index of its glyph."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from build_tools.fonts import find_family, renumber_cids
from build_tools.fonts.subset import make_static_font, subset_font

KOREAN = "도시는 모두의 것이다"


def subset_korean() -> bytes:
    """Return a Korean font subset to a sentence."""
    found = find_family("Noto Serif CJK KR")
    if found is None:
        pytest.skip("Noto Serif CJK KR is not on this machine")
    return subset_font(found.faces[0], map(ord, KOREAN))


def test_glyphs_are_numbered_by_their_places() -> None:
    """CID and index of each glyph are equal, and the glyphs are unchanged."""
    before = subset_korean()
    old, new = TTFont(BytesIO(before)), TTFont(BytesIO(renumber_cids(before)))
    numbers = [int(name.removeprefix("cid") or 0) for name in new["CFF "].cff[0].charset[1:]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert old["CFF "].cff[0].charset != new["CFF "].cff[0].charset
    for place in range(len(numbers) + 1):
        drawn = [font["CFF "].cff[0].CharStrings.charStringsIndex[place] for font in (old, new)]
        for each in drawn:
            each.decompile()
        assert drawn[0].program == drawn[1].program


def test_a_font_that_needs_nothing_is_left() -> None:
    """A font numbered in this way is not changed, nor is a font without CIDs."""
    once = renumber_cids(subset_korean())
    assert renumber_cids(once) == once
    western = find_family("Literata")
    assert western is not None
    whole = make_static_font(western.faces[0])
    assert renumber_cids(whole) == whole
