"""Find the font families that the operating system has."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from build_tools.fonts.families import FontFace, FontFamily, Style
from build_tools.fonts.family_table import LICENCE

# The folders of Debian; on other systems fontconfig is asked, which takes longer.
NOTO_DIR = Path("/usr/share/fonts/truetype/noto")
NOTO_CJK_DIR = Path("/usr/share/fonts/opentype/noto")
CJK_MEMBERS = ("JP", "KR", "SC", "TC", "HK")

FC_LIST_FORMAT = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{width}\n"
WEIGHTS = {"80": 400, "180": 600, "200": 700}  # fontconfig's numbers, and CSS's
SLANTS: dict[str, Style] = {"0": "normal", "100": "italic"}
NORMAL_WIDTH = "100"


def find_debian_family(name: str) -> FontFamily | None:
    """Return a Noto family from its place in Debian, None if it is not there."""
    if not name.startswith("Noto "):
        return None
    stem, _, member = name.partition(" CJK ")
    faces = _list_cjk_faces(stem, member) if member in CJK_MEMBERS else _list_noto_faces(name)
    if not faces or not all(face.file.is_file() for face in faces):
        return None
    return FontFamily(name=name, faces=faces, licence=LICENCE)


def _list_cjk_faces(stem: str, member: str) -> tuple[FontFace, ...]:
    file = stem.replace(" ", "") + "CJK"
    number = CJK_MEMBERS.index(member)
    return tuple(
        FontFace(file=NOTO_CJK_DIR / f"{file}-{style}.ttc", number=number, weight=weight)
        for style, weight in (("Regular", 400), ("Bold", 700))
    )


def _list_noto_faces(name: str) -> tuple[FontFace, ...]:
    file = name.replace(" ", "")
    regular = FontFace(file=NOTO_DIR / f"{file}-Regular.ttf")
    more = (
        FontFace(file=NOTO_DIR / f"{file}-Bold.ttf", weight=700),
        FontFace(file=NOTO_DIR / f"{file}-Italic.ttf", style="italic"),
        FontFace(file=NOTO_DIR / f"{file}-BoldItalic.ttf", weight=700, style="italic"),
    )
    return (regular, *(face for face in more if face.file.is_file()))


@cache
def find_installed_family(name: str) -> FontFamily | None:
    """Return a family as fontconfig knows it, None without fontconfig or a regular face."""
    rows = filter(None, map(_parse_fc_list_row, _run_fc_list(name).splitlines()))
    best_faces: dict[tuple[int, Style], FontFace] = {}
    # Static files come before named instances of variable ones.
    for _, face in sorted(rows, key=lambda row: (row[0], row[1].file.as_posix(), row[1].number)):
        best_faces.setdefault((face.weight, face.style), face)
    if (400, "normal") not in best_faces:
        return None
    regular = best_faces[400, "normal"]
    faces = sorted(best_faces.values(), key=lambda face: (face.style == "italic", face.weight))
    return FontFamily(
        name=name,
        faces=tuple(faces),
        licence=LICENCE if _has_open_licence(regular) else None,
        reserved=_has_reserved_copyright(regular),
    )


def _run_fc_list(name: str) -> str:
    escaped = "".join(f"\\{letter}" if letter in "\\-:,=_" else letter for letter in name)
    command = ["fc-list", "-f", FC_LIST_FORMAT, f":family={escaped}"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _parse_fc_list_row(line: str) -> tuple[int, FontFace] | None:
    """Return the named instance of a variable file, 0 for a static one, and its face."""
    # The instance is the upper half of fontconfig's index.
    file, index, weight, slant, width = line.split("\t")
    if weight not in WEIGHTS or slant not in SLANTS or width != NORMAL_WIDTH:
        return None
    instance = int(index) >> 16
    axes = (("wght", float(WEIGHTS[weight])),) if instance else ()
    face = FontFace(
        file=Path(file), number=int(index) & 0xFFFF, weight=WEIGHTS[weight], style=SLANTS[slant], axes=axes
    )
    return instance, face


def _has_open_licence(face: FontFace) -> bool:
    from build_tools.fonts.subset import read_licence

    return "open font licen" in read_licence(face).lower()


def _has_reserved_copyright(face: FontFace) -> bool:
    from build_tools.fonts.subset import read_copyright

    return "reserved font name" in read_copyright(face).lower()
