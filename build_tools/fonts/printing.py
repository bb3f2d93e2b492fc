"""Faces for print: takes Faces and letters, gives CSS that leads to files of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.fonts import css, cut, keep
from build_tools.fonts.families import Face, Faces, Family
from build_tools.fonts.letters import shares


def print_css(faces: Faces, letters: Iterable[str], cache: Path) -> str:
    """Return @font-face rules and the families' stacks for a page that is printed here.

    A static face is used where it is, a variable one pinned, a member of a collection cut
    to `letters`; what is made is kept in the folder `cache`. Raises Mendable
    `fonts/broken`, OSError where `cache` cannot be written.
    """
    shared = shares(faces, letters)
    rules = [
        css.rule(
            family,
            _file(face, shared[family.name], cache).resolve().as_uri(),
            weight=str(face.weight),
            style=face.style,
        )
        for family, face in _used(faces, shared)
    ]
    return "".join(rules) + css.stacks(faces, tuple(shared), installed=False)


def _used(faces: Faces, shared: Iterable[str]) -> list[tuple[Family, Face]]:
    names = set(shared)
    return [
        (family, face) for family in faces.families if family.name in names for face in family.faces
    ]


def _file(face: Face, share: frozenset[int], cache: Path) -> Path:
    if face.is_whole:
        return face.file
    source = keep.identity([face.file], cache)
    key = f"print {source} {face.number} {face.axes}"
    if face.file.suffix != ".ttc":
        return keep.kept(cache, key, ".ttf", lambda: cut.pinned(face))
    return keep.kept(cache, f"{key} {sorted(share)}", ".otf", lambda: cut.subset(face, share))
