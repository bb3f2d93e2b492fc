"""Define the rows of doctor: components of the machine, their versions, states and remedies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

ComponentKind = Literal["program", "library", "python package", "font", "judge"]
ComponentState = Literal["ok", "missing", "old"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Describe one thing that the build uses, and its state on this machine.

    `version` is the version found, empty if nothing was; `detail` is its purpose, or the file
    and licence of a font; `remedy` is the command that fixes it, empty if nothing is wrong. A
    component that is `optional` may be missing: some checks are then skipped.
    """

    name: str
    kind: ComponentKind
    state: ComponentState = "ok"
    version: str = ""
    detail: str = ""
    remedy: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolVersion:
    """Name something whose version decides the bytes of an edition; `none` if it is missing."""

    name: str
    version: str


class FontInfo(Protocol):
    """Describe a font: its script, family and licence; `file` is empty if it is not installed."""

    @property
    def script(self) -> str:
        """Return the ISO 15924 code of its script."""

    @property
    def family(self) -> str:
        """Return the name of the family."""

    @property
    def file(self) -> str:
        """Return the path of the file; empty if it is not installed."""

    @property
    def licence(self) -> str:
        """Return the licence of the file, as SPDX writes it."""

    @property
    def remedy(self) -> str:
        """Return how to install the family."""


def compare_version(version: str, minimum: str = "") -> ComponentState:
    """Return the state of a version beside the minimum; an empty one is `missing`."""
    if not version:
        return "missing"
    return "old" if parse_version(version) < parse_version(minimum) else "ok"


def parse_version(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: `1.56.3` gives (1, 56, 3)."""
    parts = version.split(".")
    return tuple(int(part) for part in parts if part.isdecimal())
