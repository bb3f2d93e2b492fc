"""Open fonts with HarfBuzz: read their code points and names, and subset them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from build_tools.fonts.families import FontFace
from build_tools.fonts.table_directory import check_table_directory, make_broken_font_error

if TYPE_CHECKING:
    import uharfbuzz

# Beside the features that HarfBuzz keeps for each script: figures, and case-sensitive forms.
LAYOUT_FEATURES = ("onum", "lnum", "pnum", "tnum", "case")
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14


@cache
def open_font_face(face: FontFace) -> uharfbuzz.Face:
    """Return a face as HarfBuzz reads it, with all its tables in place. Raises UserError `fonts/broken`."""
    import uharfbuzz

    check_table_directory(face)
    try:
        hb_face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)), face.number)
    except uharfbuzz.HarfBuzzError:
        hb_face = None
    if not hb_face or not hb_face.glyph_count:
        raise make_broken_font_error(face.file)
    return hb_face


@cache
def get_code_points(face: FontFace) -> frozenset[int]:
    """Return the code points that a face has a glyph for; raise UserError `fonts/broken`."""
    return frozenset(open_font_face(face).unicodes)


def read_copyright(face: FontFace) -> str:
    """Return the copyright record of a face."""
    return open_font_face(face).get_name(COPYRIGHT) or ""


def read_licence(face: FontFace) -> str:
    """Return the licence record of a face, with its address."""
    hb_face = open_font_face(face)
    return f"{hb_face.get_name(LICENCE) or ''} {hb_face.get_name(LICENCE_ADDRESS) or ''}".strip()


def make_static_font(face: FontFace) -> bytes:
    """Return a variable face as a static font with all glyphs."""
    import uharfbuzz

    subset_input = uharfbuzz.SubsetInput()
    subset_input.keep_everything()
    return _run_subsetter(subset_input, face)


def subset_font(face: FontFace, letters: Iterable[int]) -> bytes:
    """Return a face with the glyphs for some code points, and what shapes them."""
    return _run_subsetter(_select_letters(letters), face)


def subset_web_font(face: FontFace, letters: Iterable[int]) -> bytes:
    """Return the same as `subset_font`, as small as it can be: without hints, and without subroutines in CFF.

    Of a Korean face, WOFF2 compresses outlines that are written in full by a third better.
    """
    import uharfbuzz

    subset_input = _select_letters(letters)
    subset_input.flags |= uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    return _run_subsetter(subset_input, face)


def _select_letters(letters: Iterable[int]) -> uharfbuzz.SubsetInput:
    import uharfbuzz

    subset_input = uharfbuzz.SubsetInput()
    subset_input.unicode_set.update(sorted(letters))
    tags = [int.from_bytes(feature.encode("ascii"), "big") for feature in LAYOUT_FEATURES]
    subset_input.layout_feature_tag_set.update(tags)
    return subset_input


def strip_font(face: FontFace) -> bytes:
    """Return a face with the glyphs of all its code points, and nothing that shapes them."""
    import uharfbuzz

    subset_input = uharfbuzz.SubsetInput()
    subset_input.unicode_set.update(sorted(get_code_points(face)))
    tables = (int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"kern"))
    subset_input.drop_table_tag_set.update(tables)
    return _run_subsetter(subset_input, face)


def _run_subsetter(subset_input: uharfbuzz.SubsetInput, face: FontFace) -> bytes:
    import uharfbuzz

    hb_face = open_font_face(face)
    axes = {axis.tag for axis in hb_face.axis_infos}
    for axis, value in face.axes:
        if axis in axes:
            subset_input.pin_axis_location(hb_face, axis, value)
    try:
        font: bytes = subset_input.subset(hb_face).blob.data
    except (RuntimeError, uharfbuzz.HarfBuzzError) as error:
        raise make_broken_font_error(face.file) from error
    return font
