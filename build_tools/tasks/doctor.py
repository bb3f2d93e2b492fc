"""`editions doctor`: takes nothing, gives a row for all that the press and its judges need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.machine import Component as Part
from build_tools.machine.rows import ComponentState

__all__ = ["Part", "doctor", "lacking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    script: str
    family: str
    file: str
    licence: str
    remedy: str


def doctor() -> tuple[Part, ...]:
    """Return what this machine has and lacks, the faces of every script and the judges included."""
    from build_tools import machine

    return machine.diagnose(_faces(), _judges())


def _faces() -> Iterator[_Face]:
    from build_tools import fonts

    for one in fonts.list_script_fonts():
        file = str(one.file or "")
        yield _Face(
            script=one.script,
            family=one.family,
            file=file,
            licence=one.licence,
            remedy=one.remedy,
        )


def _judges() -> Iterator[Part]:
    from build_tools import judges

    for judge in judges.VALIDATORS:
        version = judges.get_validator_version(judge.name)
        state: ComponentState = (
            "missing" if not version else "old" if judges.is_outdated(judge.name) else "ok"
        )
        yield Part(
            name=judge.name,
            kind="judge",
            state=state,
            version=version,
            detail=f"{judge.purpose}: {judge.standard}" if judge.standard else judge.purpose,
            remedy="" if state == "ok" else judges.REMEDY,
            optional=True,
        )


def lacking(rows: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the rows of what is missing or too old."""
    return tuple(row for row in rows if row.state != "ok")
