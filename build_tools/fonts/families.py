"""Define font faces, families, and the stacks of families that set an edition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

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
    def slug(self) -> str:
        """Return its name in file names: `source-serif-4`."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontStacks:
    """Hold the families that an edition is set in, first choice first."""

    text: tuple[FontFamily, ...]
    furniture: tuple[FontFamily, ...]

    @property
    def stacks(self) -> tuple[tuple[FontFamily, ...], tuple[FontFamily, ...]]:
        """Return text and furniture, each followed by the families of the other, as fallback."""
        both = self.text + self.furniture, self.furniture + self.text
        return remove_duplicate_families(both[0]), remove_duplicate_families(both[1])

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
    font_faces = chain.from_iterable(family.faces for family in faces.families)
    licences = {family.licence for family in faces.families if family.licence}
    return tuple(sorted({face.file for face in font_faces} | licences))
