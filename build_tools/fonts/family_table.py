"""Read families.toml: the families of each script, and the wheels that hold them."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from build_tools.fonts.families import FontFace, FontFamily, Style

FONTS_DIR = Path(__file__).parent
LICENCE = FONTS_DIR / "OFL.txt"

StackKind = Literal["text", "furniture"]


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
    """Return the families of a script: for each place of the stack, the names that would do.

    Empty for a script that is not in the table.
    """
    row = _load_family_table()["scripts"].get(_load_family_table()["same"].get(script, script))
    if row:
        return tuple((name,) for name in row[kind])
    noto = _load_family_table()["noto"].get(script)
    if not noto:
        return ()
    serif, sans = f"Noto Serif {noto}", f"Noto Sans {noto}"
    own = (serif, sans) if kind == "text" else (sans, serif)
    return (own, *get_script_families("Latn", kind))


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
    upright, italic = (
        _list_variable_faces(wheel, folder, "normal"),
        _list_variable_faces(wheel, folder, "italic"),
    )
    faces = (*_list_static_faces(wheel, folder), *upright, *italic)
    licence = folder / "LICENSE"
    if not licence.is_file() or not all(face.file.is_file() for face in faces):
        return None
    reserved = wheel.reserved or is_name_reserved(licence.read_text("utf-8"))
    return FontFamily(name=name, faces=faces, licence=licence, reserved=reserved)


def is_name_reserved(licence: str) -> bool:
    """Return whether the first lines of a licence reserve a font name."""
    return "reserved font name" in " ".join(licence.splitlines()[:5]).lower()


def _list_static_faces(row: FontWheel, folder: Path) -> tuple[FontFace, ...]:
    files = folder / "files"
    return tuple(
        FontFace(file=files / name, weight=int(weight)) for weight, name in row.static.items()
    )


def _list_variable_faces(row: FontWheel, folder: Path, style: Style) -> tuple[FontFace, ...]:
    name = row.upright if style == "normal" else row.italic
    if not name:
        return ()
    return tuple(
        FontFace(
            file=folder / "files" / name,
            weight=weight,
            style=style,
            axes=(("wght", float(weight)), *row.axes),
        )
        for weight in row.weights
    )


@cache
def _find_wheel_folder(wheel: str) -> Path | None:
    # The wheel is found, never imported: it is a folder of fonts to us.
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
