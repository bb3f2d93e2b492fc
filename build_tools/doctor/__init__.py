"""Report what this machine has of fonts, programs, libraries and packages, and remedies."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.doctor.components import Component, FontInfo, ToolVersion
from build_tools.doctor.versions import list_tools

__all__ = ["Component", "FontInfo", "ToolVersion", "diagnose_machine", "list_tools"]


def diagnose_machine(
    faces: Iterable[FontInfo] = (), judges: Iterable[Component] = ()
) -> tuple[Component, ...]:
    """Return a row for each thing that the build uses on this machine.

    The rows of the validators are given and come last. Asks every program for its version, so it
    takes a second or two; `list_tools` is the quick look.
    """
    from build_tools.doctor.diagnosis import examine_machine

    return (*examine_machine(faces), *judges)
