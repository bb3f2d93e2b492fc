"""Run `editions doctor`: report all that the build and the validators need on this machine."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.doctor import Component, ComponentState

__all__ = ["Component", "diagnose_machine", "list_problems"]


def diagnose_machine() -> tuple[Component, ...]:
    """Return what this machine has and lacks, with the fonts of every script and the validators."""
    from build_tools import doctor

    return (*doctor.diagnose_machine(), *_iter_fonts(), *_iter_validators())


def _iter_fonts() -> Iterator[Component]:
    from build_tools import fonts

    for font in fonts.list_script_fonts():
        yield Component(
            name=f"{font.family} ({font.script})",
            kind="font",
            state="ok" if font.file else "missing",
            detail=f"{font.file} {font.licence}" if font.file else "",
            remedy="" if font.file else font.remedy,
        )


def _iter_validators() -> Iterator[Component]:
    from build_tools import validators

    for validator in validators.VALIDATORS:
        version = validators.get_validator_version(validator.name)
        state: ComponentState = "missing"
        if version:
            state = "old" if validators.is_outdated(validator.name) else "ok"
        purpose, standard = validator.purpose, validator.standard
        yield Component(
            name=validator.name,
            kind="judge",
            state=state,
            version=version,
            detail=f"{purpose}: {standard}" if standard else purpose,
            remedy="" if state == "ok" else validators.REMEDY,
            optional=True,
        )


def list_problems(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """Return the components that are missing or too old."""
    return tuple(component for component in components if component.state != "ok")
