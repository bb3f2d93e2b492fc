"""Doctor: takes this machine and the faces, gives what it has, what it lacks and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.machine.rows import Face, Row, Tool
from build_tools.machine.versions import tools

__all__ = ["Face", "Row", "Tool", "diagnose", "tools"]


def diagnose(faces: Iterable[Face] = ()) -> tuple[Row, ...]:
    """Return a row for everything that the press uses on this machine, for a person to read.

    Asks every program for its version, so it takes a second or two; `tools` is the quick look.
    """
    from build_tools.machine.diagnosis import look

    return look(faces)
