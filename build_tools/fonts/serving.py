"""Faces for readers' machines: takes Faces and letters, gives a folder of woff2 and its CSS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools import layout
from build_tools.fonts import css, cut, keep
from build_tools.fonts.families import Face, Faces, Family
from build_tools.fonts.letters import Shares, shares
from build_tools.fonts.table import reserves
from build_tools.fonts.woff import woff2


@dataclass(frozen=True, slots=True)
class _Served:
    family: Family
    face: Face
    weight: str
    letters: frozenset[int] | None  # None: the whole face

    @property
    def name(self) -> str:
        """The name of its file, which does not change with its letters."""
        slanted = "-italic" if self.face.style == "italic" else ""
        return f"{self.family.slug}-{self.weight.replace(' ', '-')}{slanted}.woff2"


def serve(
    faces: Faces, letters: Iterable[str], folder: Path, cache: Path, *, prefix: str = "fonts/"
) -> str:
    """Write the faces that `letters` need into `folder`, each licence beside, and return CSS.

    URLs are `prefix` and a name that does not change with the letters. A face whose name
    is reserved is served whole, one whose licence is not known to be open not at all.
    Raises Mendable `fonts/broken`, OSError where a folder cannot be written.
    """
    shared = shares(faces, letters)
    served = [row for family in faces.families for row in _rows(family, shared)]
    for row in served:
        layout.write_atomically(folder / row.name, _packed(row, cache).read_bytes())
    for family in {row.family.name: row.family for row in served}.values():
        layout.write_atomically(folder / f"{family.slug}-licence.txt", _licence(family))
    rules = "".join(_rule(row, prefix) for row in served)
    present = tuple(dict.fromkeys(row.family.name for row in served))
    return rules + css.stacks(faces, present, installed=True)


def lettering(faces: Faces, letters: Iterable[str], cache: Path) -> str:
    """Return CSS with the faces in it, for a drawing, which reaches no other file.

    Regular faces with `letters` and no more, for the classes `text` and `furniture`. Those
    that may not be cut are left out. Raises as `serve` does.
    """
    asked = frozenset(ord(letter) for run in letters for letter in run)
    shared = shares(faces, map(chr, asked))
    rows = [
        _Served(family, face, "400", shared[family.name] & asked)
        for family in faces.families
        if family.name in shared and _may_be_cut(family)
        for face in family.faces
        if (face.weight, face.style) == (400, "normal")
    ]
    rules = (
        css.rule(
            row.family, css.within(_packed(row, cache).read_bytes()), weight="400", style="normal"
        )
        for row in rows
    )
    return "".join(rules) + css.classes(faces, tuple(row.family.name for row in rows))


def _may_be_cut(family: Family) -> bool:
    return bool(family.licence) and not family.reserved and not _reserves(family)


def _rule(row: _Served, prefix: str) -> str:
    return css.rule(
        row.family,
        prefix + row.name,
        weight=row.weight,
        style=row.face.style,
        more="font-display: swap; ",
    )


def _rows(family: Family, shared: Shares) -> Iterator[_Served]:
    share = shared.get(family.name)
    if not share or not family.licence:
        return
    if not _may_be_cut(family):
        yield from _whole(family)
        return
    for face in family.faces:
        yield _Served(family, face, str(face.weight), share)


def _reserves(family: Family) -> bool:
    return any(reserves(cut.copyright_record(face)) for face in family.faces)


def _whole(family: Family) -> Iterator[_Served]:
    # A variable file holds every weight: one rule a file, for the range that is asked for.
    by_file: dict[Path, list[Face]] = {}
    for face in family.faces:
        by_file.setdefault(face.file, []).append(face)
    for path, rows in by_file.items():
        weights = sorted({face.weight for face in rows})
        if path.suffix != ".ttc":
            yield _Served(family, rows[0], " ".join(map(str, weights)), None)


def _packed(row: _Served, cache: Path) -> Path:
    face, share = row.face, row.letters
    key = f"web {keep.identity([face.file], cache)} {face.number}"
    if share is None:
        return keep.kept(cache, key, ".woff2", lambda: woff2(face.file.read_bytes()))
    key = f"{key} {face.axes} {sorted(share)}"
    return keep.kept(cache, key, ".woff2", lambda: woff2(cut.subset(face, share)))


def _licence(family: Family) -> bytes:
    text = family.licence.read_text("utf-8") if family.licence else ""
    owner = cut.copyright_record(family.faces[0])
    return (text if owner in text else f"{owner}\n\n{text}").encode()
