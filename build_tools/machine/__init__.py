"""Doctor: takes this machine, the faces and the judges, gives what it has, or how to get it."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.machine.rows import Face, Row, Tool
from build_tools.machine.versions import tools

__all__ = ["Face", "Row", "Tool", "diagnose", "tools"]


def diagnose(faces: Iterable[Face] = (), judges: Iterable[Row] = ()) -> tuple[Row, ...]:
    """Return a row for everything that the press uses on this machine, for a person to read.

    What judges an edition is looked at by others, who give its rows: they come last.
    Asks every program for its version, so it takes a second or two; `tools` is the quick look.
    """
    from build_tools.machine.diagnosis import look

    return (*look(faces), *judges)
