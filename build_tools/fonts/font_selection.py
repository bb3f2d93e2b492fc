"""Select the font families that a language is set in, and find them on this machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from build_tools.errors import UserError
from build_tools.fonts import subset
from build_tools.fonts.families import (
    LICENCE,
    STACK_KINDS,
    FontFace,
    FontFamily,
    FontStacks,
    StackKind,
    Style,
    find_wheel_family,
    get_script_families,
    list_scripts,
    make_font_remedy,
    remove_duplicate_families,
)
from build_tools.model import Language, Place


def select_fonts(language: Language, others: Sequence[Language] = ()) -> FontStacks:
    """Return the families for a language and, last, for the letters of `others`.

    Raises UserError `fonts/missing` or `fonts/broken` for a family of the language; one of `others` is left
    out, and `find_missing_glyphs` then tells which letters have no glyph.
    """
    text, furniture = _build_stack(language, "text"), _build_stack(language, "furniture")
    for other in others:
        text += _find_borrowed_families(other, "text")
        furniture += _find_borrowed_families(other, "furniture")
    return FontStacks(text=remove_duplicate_families(text), furniture=remove_duplicate_families(furniture))


def _build_stack(language: Language, kind: StackKind) -> tuple[FontFamily, ...]:
    names = language.text if kind == "text" else language.furniture
    place = Place(file="locale/languages.toml")
    families = tuple(_require_family((name,), language, place) for name in names)
    script_families = get_script_families(language.script, kind)
    if families:
        # The others only serve letters that the named ones lack, and may be missing.
        return (*families, *filter(None, map(_find_first_family, script_families)))
    if not script_families:
        message = f"no family is known for the script {language.script} of {language.tag} ({language.name})"
        remedy = f'name an installed one in locale/languages.toml: [{language.tag}] fonts = ["…"]'
        raise UserError("fonts/missing", message, remedy=remedy)
    return tuple(_require_family(names, language, Place()) for names in script_families)


def _find_borrowed_families(language: Language, kind: StackKind) -> tuple[FontFamily, ...]:
    own_names = language.text if kind == "text" else language.furniture
    script_families = get_script_families(language.script, kind)
    candidates = (*((name,) for name in own_names), *script_families)
    families = filter(None, map(_find_sound_family, candidates))
    return tuple(replace(family, borrowed=True) for family in families)


def _find_sound_family(names: tuple[str, ...]) -> FontFamily | None:
    """Return the first family; None also where its file is broken, which stops its own language alone."""
    with suppress(UserError):
        return _find_first_family(names)
    return None


def _find_first_family(names: tuple[str, ...]) -> FontFamily | None:
    return next(filter(None, map(find_family, names)), None)


def find_family(name: str) -> FontFamily | None:
    """Return a family by name: from a wheel, from Debian, or as fontconfig finds it."""
    return find_wheel_family(name) or find_debian_family(name) or find_installed_family(name)


def _require_family(names: tuple[str, ...], language: Language, place: Place) -> FontFamily:
    family = _find_first_family(names)
    if family is None:
        message = (
            f"the family {names[0]}, in which {language.tag} ({language.name}, script"
            f" {language.script}) is set, is not on this machine"
        )
        remedy = make_font_remedy(names[0])
        raise UserError("fonts/missing", message, remedy=remedy, place=place)
    return family


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFont:
    """Describe a family that a script is set in; without `file` it is missing, see `remedy`."""

    script: str
    family: str
    file: Path | None
    licence: str
    remedy: str


def list_script_fonts() -> tuple[ScriptFont, ...]:
    """Return the families of every script in the table, installed or not."""
    rows = {
        (script, names[0]): _describe_script_font(script, names[0])
        for script in list_scripts()
        for kind in STACK_KINDS
        for names in get_script_families(script, kind)
    }
    return tuple(rows.values())


def _describe_script_font(script: str, name: str) -> ScriptFont:
    family = find_family(name)
    if family is None:
        remedy = make_font_remedy(name)
        return ScriptFont(script=script, family=name, file=None, licence="", remedy=remedy)
    licence = "SIL Open Font License 1.1" if family.licence else "not known to be open"
    if family.reserved:
        licence += ", name reserved"
    file = family.faces[0].file
    return ScriptFont(script=script, family=name, file=file, licence=licence, remedy="")


# The folders of Debian; on other systems fontconfig is asked, which takes longer.
NOTO_DIR = Path("/usr/share/fonts/truetype/noto")
NOTO_CJK_DIR = Path("/usr/share/fonts/opentype/noto")
CJK_MEMBERS = ("JP", "KR", "SC", "TC", "HK")

FC_LIST_FORMAT = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{width}\n"
WEIGHTS = {"80": 400, "180": 600, "200": 700}  # fontconfig's numbers, and CSS's
SLANTS: dict[str, Style] = {"0": "normal", "100": "italic"}


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
        licence=LICENCE if "open font licen" in subset.read_licence(regular).lower() else None,
        reserved="reserved font name" in subset.read_copyright(regular).lower(),
    )


def _run_fc_list(name: str) -> str:
    escaped = "".join(f"\\{letter}" if letter in "\\-:,=_" else letter for letter in name)
    command = ["fc-list", "-f", FC_LIST_FORMAT, f":family={escaped}"]
    try:
        listing = subprocess.run(command, capture_output=True, check=False).stdout
    except (OSError, ValueError):  # without fontconfig, or with a name that no command can be given
        return ""
    return os.fsdecode(listing)


def _parse_fc_list_row(line: str) -> tuple[int, FontFace] | None:
    """Return the named instance of a variable file, 0 for a static one, and its face."""
    # The instance is the upper half of fontconfig's index.
    file, index, weight, slant, width = line.rsplit("\t", 4)
    if weight not in WEIGHTS or slant not in SLANTS or width != "100":
        return None
    instance = int(index) >> 16
    axes = (("wght", float(WEIGHTS[weight])),) if instance else ()
    face = FontFace(
        file=Path(file), number=int(index) & 0xFFFF, weight=WEIGHTS[weight], style=SLANTS[slant], axes=axes
    )
    return instance, face
