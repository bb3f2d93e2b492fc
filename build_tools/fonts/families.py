"""What a face, a family and a choice of them are. Takes and gives values; opens no file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

Style = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One weight and style of a family; `axes` are pinned where the file is variable.

    `number` is the face's place in a collection.
    """

    file: Path
    number: int = 0
    weight: int = 400
    style: Style = "normal"
    axes: tuple[tuple[str, float], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the file holds this face and nothing else, so that it serves as it is."""
        return not self.axes and self.file.suffix != ".ttc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of faces; without a `licence` it is used in print and never served.

    `reserved` says that its licence reserves a name; `borrowed` that it is here for the
    letters of another language than the edition's.
    """

    name: str
    faces: tuple[Face, ...]
    licence: Path | None = None
    reserved: bool = False
    borrowed: bool = False

    @property
    def alias(self) -> str:
        """The name in CSS: never one of the machine's, so that these files are used."""
        return f"Press {self.name}"

    @property
    def slug(self) -> str:
        """The name as files bear it: `source-serif-4`."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The families that an edition is set in, first choice first."""

    text: tuple[Family, ...]
    furniture: tuple[Family, ...]

    @property
    def stacks(self) -> tuple[tuple[Family, ...], tuple[Family, ...]]:
        """Text and furniture, each with the other's families last: no letter is lost."""
        return unique(self.text + self.furniture), unique(self.furniture + self.text)

    @property
    def families(self) -> tuple[Family, ...]:
        """Every family once."""
        return self.stacks[0]


def unique(families: tuple[Family, ...]) -> tuple[Family, ...]:
    """Return the families without a second one of the same name."""
    return tuple(
        {family.name: family for family in reversed(families)}[name]
        for name in (dict.fromkeys(family.name for family in families))
    )


def files(faces: Faces) -> tuple[Path, ...]:
    """Return the files that decide what is set and served: faces and licences, sorted."""
    rows = chain.from_iterable(family.faces for family in faces.families)
    licences = {family.licence for family in faces.families if family.licence}
    return tuple(sorted({face.file for face in rows} | licences))
