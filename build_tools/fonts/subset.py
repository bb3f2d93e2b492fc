"""Open fonts with HarfBuzz: read their code points and names, and subset them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.fonts.families import FontFace

if TYPE_CHECKING:
    import uharfbuzz

# Beside the features that HarfBuzz keeps for each script: figures, and case-sensitive forms.
LAYOUT_FEATURES = ("onum", "lnum", "pnum", "tnum", "case")
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14


@cache
def _open_face(face: FontFace) -> uharfbuzz.Face:
    import uharfbuzz

    try:
        hb_face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)), face.number)
    except uharfbuzz.HarfBuzzError:
        hb_face = None
    if not hb_face or not hb_face.glyph_count:
        message, remedy = f"{face.file.name} cannot be read as a font", "install its package again"
        raise UserError("fonts/broken", message, remedy=remedy, exit_code=1)
    return hb_face


@cache
def get_code_points(face: FontFace) -> frozenset[int]:
    """Return the code points that a face has a glyph for; raise UserError `fonts/broken`."""
    return frozenset(_open_face(face).unicodes)


def read_copyright(face: FontFace) -> str:
    """Return the copyright record of a face."""
    return _open_face(face).get_name(COPYRIGHT) or ""


def read_licence(face: FontFace) -> str:
    """Return the licence record of a face, with its address."""
    hb_face = _open_face(face)
    return f"{hb_face.get_name(LICENCE) or ''} {hb_face.get_name(LICENCE_ADDRESS) or ''}".strip()


def make_static_font(face: FontFace) -> bytes:
    """Return a variable face as a static font with all glyphs."""
    import uharfbuzz

    subset_input = uharfbuzz.SubsetInput()
    subset_input.keep_everything()
    return _run_subsetter(subset_input, face)


def subset_font(face: FontFace, letters: Iterable[int]) -> bytes:
    """Return a face with the glyphs for some code points, and what shapes them."""
    import uharfbuzz

    subset_input = uharfbuzz.SubsetInput()
    subset_input.unicode_set.update(sorted(letters))
    tags = [int.from_bytes(feature.encode("ascii"), "big") for feature in LAYOUT_FEATURES]
    subset_input.layout_feature_tag_set.update(tags)
    return _run_subsetter(subset_input, face)


def _run_subsetter(subset_input: uharfbuzz.SubsetInput, face: FontFace) -> bytes:
    hb_face = _open_face(face)
    axes = {axis.tag for axis in hb_face.axis_infos}
    for axis, value in face.axes:
        if axis in axes:
            subset_input.pin_axis_location(hb_face, axis, value)
    font: bytes = subset_input.subset(hb_face).blob.data
    return font
