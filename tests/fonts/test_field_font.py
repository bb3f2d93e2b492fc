"""The font of form fields: a glyph, a width and a character for all that can be typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import uharfbuzz

from build_tools import fonts
from build_tools.fonts.families import FontStacks
from build_tools.model import Language


def select_faces(tag: str, script: str) -> FontStacks:
    """Return the fonts of a language."""
    return fonts.select_fonts(Language(tag=tag, name=tag, script=script))


@pytest.mark.parametrize(("tag", "script", "word"), [("ar", "Arab", "«حقّ» 12"), ("vi", "Latn", "nước «12»")])
def test_each_letter_has_its_glyph_and_width(tag: str, script: str, word: str) -> None:
    """The glyph of a letter is that which the font itself gives it, and as wide."""
    font = fonts.make_field_font(select_faces(tag, script))
    assert font is not None
    face = uharfbuzz.Face(font.data)
    shaper = uharfbuzz.Font(face)
    glyphs = {letter: glyph for glyph, letter in font.letters.items()}
    for letter in word:
        glyph = shaper.get_nominal_glyph(ord(letter))
        assert font.letters[glyph] == letter
        assert glyphs[letter] == glyph
        assert font.widths[glyph] == pytest.approx(
            shaper.get_glyph_h_advance(glyph) * 1000 / face.upem, abs=1
        )
    assert len(font.widths) == face.glyph_count
    assert not {"\0", "\ufeff", "\ufffe"} & set(font.letters.values())
    assert len(font.data) < 400_000


def test_the_same_faces_give_the_same_font() -> None:
    """A proof has the same bytes twice."""
    faces = select_faces("ar", "Arab")
    assert fonts.make_field_font(faces) == fonts.make_field_font(faces)


def test_a_font_of_other_outlines_is_left_to_the_viewer() -> None:
    """That of Korean has 65,000 glyphs, which are not TrueType."""
    assert fonts.make_field_font(select_faces("ko", "Kore")) is None


def test_the_regular_face_is_taken() -> None:
    """The first one of a family may be bold."""
    faces = select_faces("ar", "Arab")
    family = faces.furniture[0]
    turned = replace(family, faces=tuple(reversed(family.faces)))
    other = fonts.make_field_font(replace(faces, furniture=(turned,)))
    assert other == fonts.make_field_font(faces)
