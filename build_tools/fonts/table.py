"""The room's table, families.toml: takes the name of a family or script, gives its row."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from build_tools.fonts.families import Face, Family, Style

ROOM = Path(__file__).parent
LICENCE = ROOM / "OFL.txt"

Kind = Literal["text", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A family that a wheel carries, as the table says it."""

    name: str
    wheel: str
    upright: str = ""
    italic: str = ""
    static: Mapping[str, str]
    weights: tuple[int, ...] = ()
    axes: tuple[tuple[str, float], ...] = ()
    reserved: bool = False


def scripts() -> tuple[str, ...]:
    """Return the scripts that have faces of their own, ISO 15924, as the table orders them."""
    return (*_table()["scripts"], *_table()["same"])


def names(script: str, kind: Kind) -> tuple[tuple[str, ...], ...]:
    """Return what a script needs: for each place of the stack the names that would do.

    A script that is not in the table gives nothing.
    """
    row = _table()["scripts"].get(_table()["same"].get(script, script))
    if row:
        return tuple((name,) for name in row[kind])
    noto = _table()["noto"].get(script)
    if not noto:
        return ()
    serif, sans = f"Noto Serif {noto}", f"Noto Sans {noto}"
    own = (serif, sans) if kind == "text" else (sans, serif)
    return (own, *names("Latn", kind))


def remedy(name: str) -> str:
    """Return what to install to have a family."""
    if name in _wheels():
        return f"pip install {_wheels()[name].wheel}"
    if name.startswith("Noto "):
        return f"apt-get install {'fonts-noto-cjk' if ' CJK ' in name else 'fonts-noto-core'}"
    return f"install a font family named {name}, or name another in locale/languages.toml"


def carried(name: str) -> Family | None:
    """Return a family that an installed wheel carries, None where there is none."""
    row = _wheels().get(name)
    folder = _folder(row.wheel) if row else None
    if row is None or folder is None:
        return None
    upright, italic = _variable(row, folder, "normal"), _variable(row, folder, "italic")
    faces = (*_static(row, folder), *upright, *italic)
    licence = folder / "LICENSE"
    if not licence.is_file() or not all(face.file.is_file() for face in faces):
        return None
    reserved = row.reserved or reserves(licence.read_text("utf-8"))
    return Family(name=name, faces=faces, licence=licence, reserved=reserved)


def reserves(licence: str) -> bool:
    """Return whether the first lines of a licence reserve a font's name."""
    return "reserved font name" in " ".join(licence.splitlines()[:5]).lower()


def _static(row: Wheel, folder: Path) -> tuple[Face, ...]:
    files = folder / "files"
    return tuple(Face(file=files / name, weight=int(weight)) for weight, name in row.static.items())


def _variable(row: Wheel, folder: Path, style: Style) -> tuple[Face, ...]:
    name = row.upright if style == "normal" else row.italic
    if not name:
        return ()
    return tuple(
        Face(
            file=folder / "files" / name,
            weight=weight,
            style=style,
            axes=(("wght", float(weight)), *row.axes),
        )
        for weight in row.weights
    )


@cache
def _folder(wheel: str) -> Path | None:
    # The wheel is found, never imported: it is a folder of fonts to us.
    found = importlib.util.find_spec(wheel.replace("-", "_"))
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) if places else None


@cache
def _wheels() -> dict[str, Wheel]:
    return {name: _wheel(name, row) for name, row in _table()["wheels"].items()}


def _wheel(name: str, row: dict[str, Any]) -> Wheel:
    return Wheel(
        name=name,
        wheel=row["wheel"],
        upright=row.get("upright", ""),
        italic=row.get("italic", ""),
        static=row.get("static", {}),
        weights=tuple(row.get("weights", ())),
        axes=tuple((axis, float(at)) for axis, at in row.get("axes", {}).items()),
        reserved=row.get("reserved", False),
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((ROOM / "families.toml").read_text("utf-8"))
