"""`editions doctor`: takes nothing, gives a row for everything that the press needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.machine import Row as Part

__all__ = ["Part", "doctor", "lacking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    script: str
    family: str
    file: str
    licence: str
    remedy: str


def doctor() -> tuple[Part, ...]:
    """Return what this machine has and lacks, the faces of every script included."""
    from build_tools import machine

    return machine.diagnose(_faces())


def _faces() -> Iterator[_Face]:
    from build_tools import fonts

    for one in fonts.inventory():
        file = str(one.file or "")
        yield _Face(
            script=one.script,
            family=one.family,
            file=file,
            licence=one.licence,
            remedy=one.remedy,
        )


def lacking(rows: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the rows of what is missing or too old."""
    return tuple(row for row in rows if row.state != "ok")
