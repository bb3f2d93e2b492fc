"""Define font faces, families and stacks; read the families of each script from families.toml."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Style = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """Describe one weight and style of a family; `axes` are pinned if the file is variable.

    `number` is the index of the face in a collection.
    """

    file: Path
    number: int = 0
    weight: int = 400
    style: Style = "normal"
    axes: tuple[tuple[str, float], ...] = ()

    @property
    def is_static(self) -> bool:
        """Return whether the file holds this face alone and can be used as it is."""
        return not self.axes and self.file.suffix != ".ttc"


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """Describe a family of faces; without a `licence` it is used in print and never served.

    `reserved` tells that its licence reserves a name; `borrowed` that it is only here for the
    letters of a language other than the edition's.
    """

    name: str
    faces: tuple[FontFace, ...]
    licence: Path | None = None
    reserved: bool = False
    borrowed: bool = False

    @property
    def alias(self) -> str:
        """Return its CSS name, which no installed family has, so that these files are used."""
        return f"Press {self.name}"

    @property
    def css_name(self) -> str:
        """Return `alias` as a string of CSS."""
        return quote_css_string(self.alias)

    @property
    def slug(self) -> str:
        """Return its name in file names: `source-serif-4`."""
        return re.sub(r"[^\w.]+", "-", self.name.lower())


def quote_css_string(text: str) -> str:
    """Return a text as a string of CSS, which ends neither itself nor the element that it stands in."""
    return '"' + re.sub(r"[^\w .,()+-]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class FontStacks:
    """Hold the families that an edition is set in, first choice first."""

    text: tuple[FontFamily, ...]
    furniture: tuple[FontFamily, ...]

    @property
    def stacks(self) -> tuple[tuple[FontFamily, ...], tuple[FontFamily, ...]]:
        """Return text and furniture, each followed by the families of the other, as fallback."""
        text, furniture = self.text, self.furniture
        return remove_duplicate_families(text + furniture), remove_duplicate_families(furniture + text)

    @property
    def families(self) -> tuple[FontFamily, ...]:
        """Return every family once."""
        return self.stacks[0]


def remove_duplicate_families(families: tuple[FontFamily, ...]) -> tuple[FontFamily, ...]:
    """Return the families without a second one of the same name."""
    first: dict[str, FontFamily] = {}
    for family in families:
        first.setdefault(family.name, family)
    return tuple(first.values())


def list_font_files(faces: FontStacks) -> tuple[Path, ...]:
    """Return the files that decide what is set and served: fonts and licences, sorted."""
    files = {face.file for family in faces.families for face in family.faces}
    return tuple(sorted(files | {family.licence for family in faces.families if family.licence}))


FONTS_DIR = Path(__file__).parent
LICENCE = FONTS_DIR / "OFL.txt"

StackKind = Literal["text", "furniture"]
STACK_KINDS: tuple[StackKind, ...] = ("text", "furniture")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontWheel:
    """Describe a family in a Python wheel, as the table gives it."""

    name: str
    wheel: str
    upright: str = ""
    italic: str = ""
    static: Mapping[str, str]
    weights: tuple[int, ...] = ()
    axes: tuple[tuple[str, float], ...] = ()
    reserved: bool = False


def list_scripts() -> tuple[str, ...]:
    """Return the scripts that have families of their own (ISO 15924), in the order of the table."""
    return (*_load_family_table()["scripts"], *_load_family_table()["same"])


def get_script_families(script: str, kind: StackKind) -> tuple[tuple[str, ...], ...]:
    """Return the names that would do for each place of a script's stack; none for an unknown script."""
    table = _load_family_table()
    row = table["scripts"].get(table["same"].get(script, script))
    if row:
        return tuple((name,) for name in row[kind])
    noto = table["noto"].get(script)
    if not noto:
        return ()
    serif, sans = f"Noto Serif {noto}", f"Noto Sans {noto}"
    own = (serif, sans) if kind == "text" else (sans, serif)
    return (own, *get_script_families("Latn", kind))


def load_stand_in_table() -> dict[str, dict[str, Any]]:
    """Return the fonts that stand in for web fonts, by script, the less common scripts first."""
    table: dict[str, dict[str, Any]] = _load_family_table()["stand-ins"]
    return table


def make_font_remedy(name: str) -> str:
    """Return how to install a family."""
    if name in _load_wheels():
        return f"pip install {_load_wheels()[name].wheel}"
    if name.startswith("Noto "):
        return f"apt-get install {'fonts-noto-cjk' if ' CJK ' in name else 'fonts-noto-core'}"
    return f"install a font family named {name}, or name another in locale/languages.toml"


def find_wheel_family(name: str) -> FontFamily | None:
    """Return a family that an installed wheel holds, None if there is none."""
    wheel = _load_wheels().get(name)
    folder = _find_wheel_folder(wheel.wheel) if wheel else None
    if wheel is None or folder is None:
        return None
    faces = tuple(_iter_faces(wheel, folder / "files"))
    licence = folder / "LICENSE"
    if not licence.is_file() or not all(face.file.is_file() for face in faces):
        return None
    reserved = wheel.reserved or is_name_reserved(licence.read_text("utf-8", errors="replace"))
    return FontFamily(name=name, faces=faces, licence=licence, reserved=reserved)


def is_name_reserved(licence: str) -> bool:
    """Return whether the first lines of a licence reserve a font name."""
    return "reserved font name" in " ".join(licence.splitlines()[:5]).lower()


def _iter_faces(wheel: FontWheel, folder: Path) -> Iterator[FontFace]:
    for weight, name in wheel.static.items():
        yield FontFace(file=folder / name, weight=int(weight))
    variable_files: dict[Style, str] = {"normal": wheel.upright, "italic": wheel.italic}
    for style, name in variable_files.items():
        for number in wheel.weights if name else ():
            axes = (("wght", float(number)), *wheel.axes)
            yield FontFace(file=folder / name, weight=number, style=style, axes=axes)


@cache
def _find_wheel_folder(wheel: str) -> Path | None:
    spec = importlib.util.find_spec(wheel.replace("-", "_"))
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


@cache
def _load_wheels() -> dict[str, FontWheel]:
    return {name: _parse_wheel(name, row) for name, row in _load_family_table()["wheels"].items()}


def _parse_wheel(name: str, row: dict[str, Any]) -> FontWheel:
    return FontWheel(
        name=name,
        wheel=row["wheel"],
        upright=row.get("upright", ""),
        italic=row.get("italic", ""),
        static=row.get("static", {}),
        weights=tuple(row.get("weights", ())),
        axes=tuple((axis, float(value)) for axis, value in row.get("axes", {}).items()),
        reserved=row.get("reserved", False),
    )


@cache
def _load_family_table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FONTS_DIR / "families.toml").read_text("utf-8"))
