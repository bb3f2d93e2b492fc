"""Run `editions doctor`: return a row for all that the build and the validators need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.doctor import Component as Part
from build_tools.doctor.components import ComponentState

__all__ = ["Part", "diagnose_machine", "list_missing_parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _FontRow:
    script: str
    family: str
    file: str
    licence: str
    remedy: str


def diagnose_machine() -> tuple[Part, ...]:
    """Return what this machine has and lacks, with the fonts of every script and the validators."""
    from build_tools import doctor

    return doctor.diagnose_machine(_iter_font_rows(), _iter_validator_rows())


def _iter_font_rows() -> Iterator[_FontRow]:
    from build_tools import fonts

    for font in fonts.list_script_fonts():
        file = str(font.file or "")
        yield _FontRow(
            script=font.script,
            family=font.family,
            file=file,
            licence=font.licence,
            remedy=font.remedy,
        )


def _iter_validator_rows() -> Iterator[Part]:
    from build_tools import validators

    for validator in validators.VALIDATORS:
        version = validators.get_validator_version(validator.name)
        state: ComponentState = (
            "missing" if not version else "old" if validators.is_outdated(validator.name) else "ok"
        )
        yield Part(
            name=validator.name,
            kind="judge",
            state=state,
            version=version,
            detail=f"{validator.purpose}: {validator.standard}"
            if validator.standard
            else validator.purpose,
            remedy="" if state == "ok" else validators.REMEDY,
            optional=True,
        )


def list_missing_parts(rows: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the rows of what is missing or too old."""
    return tuple(row for row in rows if row.state != "ok")
