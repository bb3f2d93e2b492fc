"""The only file that opens fonts with HarfBuzz: takes a Face, gives its letters or a cut of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.fonts.families import Face

if TYPE_CHECKING:
    import uharfbuzz

# Beside what HarfBuzz keeps for scripts to work: figures, and marks beside capitals.
FEATURES = ("onum", "lnum", "pnum", "tnum", "case")
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14


@cache
def _open(face: Face) -> uharfbuzz.Face:
    import uharfbuzz

    try:
        opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)), face.number)
    except uharfbuzz.HarfBuzzError:
        opened = None
    if not opened or not opened.glyph_count:
        raise UserError(
            "fonts/broken",
            f"{face.file.name} cannot be read as a font",
            remedy="install its package again",
            exit_code=1,
        )
    return opened


@cache
def covers(face: Face) -> frozenset[int]:
    """Return the code points that a face has a glyph for; Mendable `fonts/broken` if none."""
    return frozenset(_open(face).unicodes)


def copyright_record(face: Face) -> str:
    """Return what a face says of its copyright."""
    return _open(face).get_name(COPYRIGHT) or ""


def licence_record(face: Face) -> str:
    """Return what a face says of its licence."""
    opened = _open(face)
    return f"{opened.get_name(LICENCE) or ''} {opened.get_name(LICENCE_ADDRESS) or ''}".strip()


def pinned(face: Face) -> bytes:
    """Return the whole of a variable face as a static one."""
    import uharfbuzz

    cutter = uharfbuzz.SubsetInput()
    cutter.keep_everything()
    return _cut(cutter, face)


def subset(face: Face, letters: Iterable[int]) -> bytes:
    """Return a face with the glyphs for some code points and what shapes them."""
    import uharfbuzz

    cutter = uharfbuzz.SubsetInput()
    cutter.unicode_set.update(sorted(letters))
    cutter.layout_feature_tag_set.update([_tag(feature) for feature in FEATURES])
    return _cut(cutter, face)


def _cut(cutter: uharfbuzz.SubsetInput, face: Face) -> bytes:
    opened = _open(face)
    known = {axis.tag for axis in opened.axis_infos}
    for axis, at in face.axes:
        if axis in known:
            cutter.pin_axis_location(opened, axis, at)
    made: bytes = cutter.subset(opened).blob.data
    return made


def _tag(feature: str) -> int:
    return int.from_bytes(feature.encode("ascii"), "big")
