"""Fonts subset and compressed, read back by another library."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from build_tools.errors import UserError
from build_tools.fonts import find_missing_glyphs, font_css, subset, woff2
from build_tools.fonts.families import FontFace, FontStacks
from tests.fonts.speaking import had

ABC = frozenset(map(ord, "abc "))
HANGUL = frozenset(map(ord, "가나다 "))


def read_font(font: bytes) -> TTFont:
    """Return a font as fontTools reads it, with every table."""
    opened = TTFont(BytesIO(font))
    for tag in opened.keys():  # noqa: SIM118 - a TTFont is no mapping
        opened[tag]
    return opened


@pytest.mark.parametrize("name", ["Literata", "Noto Sans"])
def test_pinned(name: str) -> None:
    """A variable font becomes a static one of the given weight, with complete glyphs."""
    for face in had(name).faces:
        opened = read_font(subset.make_static_font(face))
        assert "fvar" not in opened
        assert opened["OS/2"].usWeightClass == face.weight
        assert set(opened.getBestCmap()) == subset.get_code_points(face)


def test_weights_differ() -> None:
    """Bold is wider than regular, so the axis was applied and not only renamed."""
    regular, bold = had("Literata").faces[:2]
    assert _advance(bold) > _advance(regular)


def _advance(face: FontFace) -> int:
    width: int = read_font(subset.make_static_font(face))["hmtx"]["n"][0]
    return width


def test_subset() -> None:
    """A subset has the given characters and no other."""
    opened = read_font(subset.subset_font(had("Literata").faces[0], ABC))
    assert set(opened.getBestCmap()) == ABC
    assert "fvar" not in opened


@pytest.mark.parametrize("feature", ["onum", "tnum", "kern", "liga"])
def test_features(feature: str) -> None:
    """Figures, small capitals and shaping features survive the subsetting."""
    letters = {*ABC, *map(ord, "0123456789fi")}
    opened = read_font(subset.subset_font(had("Literata").faces[0], letters))
    tables = [opened[tag].table.FeatureList for tag in ("GSUB", "GPOS") if tag in opened]
    assert feature in {row.FeatureTag for rows in tables for row in rows.FeatureRecord}


@pytest.mark.parametrize("name", ["Noto Serif CJK KR", "Noto Sans CJK KR"])
def test_brackets_may_be_half_as_wide(name: str) -> None:
    """A Korean subset can set 「 and 」 at half width."""
    opened = read_font(subset.subset_font(had(name).faces[0], set(map(ord, "「헌장」은"))))
    features = {row.FeatureTag for row in opened["GPOS"].table.FeatureList.FeatureRecord}
    assert "halt" in features


def test_arabic_joins() -> None:
    """An Arabic subset keeps the joining forms."""
    opened = read_font(subset.subset_font(had("Amiri").faces[0], set(map(ord, "المدينة "))))
    features = {row.FeatureTag for row in opened["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= features


def test_a_member_of_a_collection() -> None:
    """A subset is made of the given member."""
    opened = read_font(subset.subset_font(had("Noto Serif CJK KR").faces[0], HANGUL))
    assert opened["name"].getDebugName(1) == "Noto Serif CJK KR"


def test_records() -> None:
    """Copyright and licence of a font are read."""
    face = had("Literata").faces[0]
    assert subset.read_copyright(face).startswith("Copyright 2017 The Literata Project")
    assert "SIL Open Font License" in subset.read_licence(face)


@pytest.mark.parametrize("content", [b"", b"not a font", None])
def test_broken(tmp_path: Path, content: bytes | None) -> None:
    """A file that is no font, or no longer exists, is reported as such."""
    path = tmp_path / "x.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        subset.get_code_points(FontFace(file=path))
    assert str(caught.value) == (f"fonts/broken {path} cannot be read as a font — install its package again")
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("name", "letters"), [("Literata", ABC), ("Amiri", ABC), ("Noto Serif CJK KR", HANGUL)]
)
def test_woff2(name: str, letters: frozenset[int]) -> None:
    """As WOFF2, a font is smaller, always the same, and unchanged when unpacked."""
    font = subset.subset_font(had(name).faces[0], letters)
    packed = woff2.compress_woff2(font)
    assert packed == woff2.compress_woff2(font)
    assert len(packed) < len(font)
    before, after = read_font(font), read_font(packed)
    assert before.getBestCmap() == after.getBestCmap()
    assert before.getGlyphOrder() == after.getGlyphOrder()
    assert before["head"].modified == after["head"].modified
    assert len(packed) % 4 == 0
    assert int.from_bytes(packed[8:12], "big") == len(packed)


def test_cff_is_untouched() -> None:
    """CFF outlines and layout tables are copied into WOFF2 byte by byte."""
    font = subset.subset_font(had("Noto Serif CJK KR").faces[0], HANGUL)
    before, after = TTFont(BytesIO(font)), TTFont(BytesIO(woff2.compress_woff2(font)))
    assert before.keys() == after.keys()
    for tag in before.reader.tables:
        if tag != "head":
            assert before.reader[tag] == after.reader[tag]
    assert after["head"].flags & 1 << 11
    assert after.reader.totalSfntSize == len(font)


def test_numbers_of_tables() -> None:
    """The known tables of WOFF2 have the numbers of its standard."""
    from fontTools.ttLib.woff2 import woff2KnownTags

    for tag, number in woff2.TABLE_NUMBERS.items():
        assert woff2KnownTags[number] == tag
    assert len(woff2KnownTags) == woff2.OTHER_TABLE


@given(st.integers(0, 0xFFFFFFFF))
def test_base128(number: int) -> None:
    """Lengths are encoded as in the standard."""
    from fontTools.ttLib.woff2 import unpackBase128

    assert unpackBase128(woff2._encode_base128(number)) == (number, b"")


@pytest.mark.parametrize("name", ["Literata", "Amiri", "Noto Serif CJK KR"])
@pytest.mark.parametrize("part", [0.001, 0.3, 0.9])
def test_a_font_that_was_cut_off_is_named(name: str, part: float, tmp_path: Path) -> None:
    """Wherever a font ends too early, print, pages and drawings say which file it is, and nothing else."""
    face = had(name).faces[0]
    file = tmp_path / f"cut{face.file.suffix}"
    data = face.file.read_bytes()
    file.write_bytes(data[: int(len(data) * part)])
    family = replace(had(name), name="Cut", faces=(replace(face, file=file),))
    stacks = FontStacks(text=(family,), furniture=(family,))
    message, cache = f"^fonts/broken {re.escape(str(file))} cannot be read", tmp_path / "cache"
    with pytest.raises(UserError, match=message):
        find_missing_glyphs(stacks, "abc")
    with pytest.raises(UserError, match=message):
        font_css.make_print_css(stacks, "abc", cache)
    with pytest.raises(UserError, match=message):
        font_css.write_webfonts(stacks, "abc", tmp_path / "fonts", cache)
    with pytest.raises(UserError, match=message):
        font_css.make_embedded_css(stacks, "abc", cache)


def test_a_font_whose_tables_are_broken_is_named(tmp_path: Path) -> None:
    """Outlines or features that hold no sense stop with the line too, or do no harm."""
    face = had("Literata").faces[0]
    whole, chance = face.file.read_bytes(), Random(12)
    errors: dict[Path, UserError] = {}
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 400)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file = tmp_path / f"{number}.ttf"
        file.write_bytes(data)
        family = replace(had("Literata"), name="Odd", faces=(replace(face, file=file),))
        stacks = FontStacks(text=(family,), furniture=(family,))
        try:
            font_css.make_print_css(stacks, "abc", tmp_path / "cache")
            font_css.write_webfonts(stacks, "abc", tmp_path / "fonts", tmp_path / "cache")
        except UserError as error:
            errors[file] = error
    assert len(errors) > 10
    assert {error.code for error in errors.values()} == {"fonts/broken"}
    assert all(str(file) in str(error) for file, error in errors.items())
