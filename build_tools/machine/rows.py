"""What doctor says: takes what was looked at, gives a row for it, with the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["program", "library", "python package", "font", "judge"]
State = Literal["ok", "missing", "old"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that the press uses, and how it stands on this machine.

    `version` is what was found, empty where nothing was; `detail` what it is for, or a font's
    file and licence; `remedy` the command that mends it, empty where nothing needs mending.
    What is `optional` may be missing: some checks are then skipped.
    """

    what: str
    kind: Kind
    state: State = "ok"
    version: str = ""
    detail: str = ""
    remedy: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """Something whose version decides the bytes of an edition; `none` where it is not there."""

    name: str
    version: str


class Face(Protocol):
    """What doctor asks of a face: its script, family and licence; no file where it is lacking."""

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script that it is for."""

    @property
    def family(self) -> str:
        """The name of the family."""

    @property
    def file(self) -> str:
        """Where the file is; empty where this machine has none."""

    @property
    def licence(self) -> str:
        """The licence of the file, as SPDX writes it."""

    @property
    def remedy(self) -> str:
        """How the family is had."""


def state_of(version: str, least: str = "") -> State:
    """Return how a version stands beside the least that is needed; empty is `missing`."""
    if not version:
        return "missing"
    return "old" if numbers(version) < numbers(least) else "ok"


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: `1.56.3` gives (1, 56, 3)."""
    parts = version.split(".")
    return tuple(int(part) for part in parts if part.isdecimal())
