"""Families that the machine itself has: takes a name, gives a Family or None."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.fonts.families import Face, Family, Style
from build_tools.fonts.table import LICENCE

# Where Debian puts Noto; elsewhere fontconfig is asked, which takes longer.
NOTO = Path("/usr/share/fonts/truetype/noto")
COLLECTIONS = Path("/usr/share/fonts/opentype/noto")
MEMBERS = ("JP", "KR", "SC", "TC", "HK")

FORMAT = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{width}\n"
WEIGHTS = {"80": 400, "180": 600, "200": 700}  # fontconfig's numbers, and CSS's
SLANTS: dict[str, Style] = {"0": "normal", "100": "italic"}
NORMAL_WIDTH = "100"


def debian(name: str) -> Family | None:
    """Return a Noto family from where Debian puts it, None where it is not there."""
    if not name.startswith("Noto "):
        return None
    stem, _, member = name.partition(" CJK ")
    faces = _members(stem, member) if member in MEMBERS else _files(name)
    if not faces or not all(face.file.is_file() for face in faces):
        return None
    return Family(name=name, faces=faces, licence=LICENCE)


def _members(stem: str, member: str) -> tuple[Face, ...]:
    file = stem.replace(" ", "") + "CJK"
    number = MEMBERS.index(member)
    return tuple(
        Face(file=COLLECTIONS / f"{file}-{style}.ttc", number=number, weight=weight)
        for style, weight in (("Regular", 400), ("Bold", 700))
    )


def _files(name: str) -> tuple[Face, ...]:
    file = name.replace(" ", "")
    regular = Face(file=NOTO / f"{file}-Regular.ttf")
    more = (
        Face(file=NOTO / f"{file}-Bold.ttf", weight=700),
        Face(file=NOTO / f"{file}-Italic.ttf", style="italic"),
        Face(file=NOTO / f"{file}-BoldItalic.ttf", weight=700, style="italic"),
    )
    return (regular, *(face for face in more if face.file.is_file()))


@cache
def installed(name: str) -> Family | None:
    """Return a family as fontconfig knows it, None where it does not or is not there."""
    rows = sorted(filter(None, map(_row, _listed(name).splitlines())), key=_Row.order)
    chosen: dict[tuple[int, Style], Face] = {}
    for row in rows:
        chosen.setdefault((row.face.weight, row.face.style), row.face)
    if (400, "normal") not in chosen:
        return None
    plain = chosen[400, "normal"]
    faces = sorted(chosen.values(), key=lambda face: (face.style == "italic", face.weight))
    return Family(
        name=name,
        faces=tuple(faces),
        licence=LICENCE if _is_open(plain) else None,
        reserved=_is_reserved(plain),
    )


def _listed(name: str) -> str:
    escaped = "".join(f"\\{letter}" if letter in "\\-:,=_" else letter for letter in name)
    try:
        done = subprocess.run(
            ["fc-list", "-f", FORMAT, f":family={escaped}"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout


@dataclass(frozen=True, slots=True)
class _Row:
    face: Face
    instance: int

    def order(self) -> tuple[int, str, int]:
        """Return what rows are sorted by: files of one face before instances of many."""
        return self.instance, self.face.file.as_posix(), self.face.number


def _row(line: str) -> _Row | None:
    # The upper half of fontconfig's index is the named instance of a variable file.
    file, index, weight, slant, width = line.split("\t")
    if weight not in WEIGHTS or slant not in SLANTS or width != NORMAL_WIDTH:
        return None
    instance = int(index) >> 16
    axes = (("wght", float(WEIGHTS[weight])),) if instance else ()
    face = Face(
        file=Path(file),
        number=int(index) & 0xFFFF,
        weight=WEIGHTS[weight],
        style=SLANTS[slant],
        axes=axes,
    )
    return _Row(face, instance)


def _is_open(face: Face) -> bool:
    from build_tools.fonts.cut import licence_record

    return "open font licen" in licence_record(face).lower()


def _is_reserved(face: Face) -> bool:
    from build_tools.fonts.cut import copyright_record

    return "reserved font name" in copyright_record(face).lower()
