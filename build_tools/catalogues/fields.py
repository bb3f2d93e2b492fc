"""The fields of a catalogue's header: takes its lines, gives a value, or the lines with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
ORIGIN = "X-Translation-Origin"
STATE = "X-Review-State"
REVIEWED_BY = "X-Reviewed-By"
APPROVED_BY = "X-Approved-By"
DIGESTS = "X-Review-Digests"


def value(lines: Sequence[str], name: str) -> str:
    """Return a field's value, empty where there is none; names are read in any case."""
    found = (line.partition(":")[2] for line in lines if _names(line, name))
    return next(found, "").strip()


def changed(lines: Sequence[str], given: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the lines with fields set; None takes a field away.

    A field stays where it is; new ones follow the last of those that were there.
    """
    kept: list[str] = []
    known: set[str] = set()
    at = 0
    for line in lines:
        name = next((one for one in given if _names(line, one)), None)
        if name is None:
            kept.append(line)
            continue
        known.add(name)
        if given[name] is not None:
            kept.append(f"{name}: {given[name]}")
            at = len(kept)
    new = [
        f"{name}: {text}" for name, text in given.items() if text is not None and name not in known
    ]
    at = at or len(kept)
    return (*kept[:at], *new, *kept[at:])


def _names(line: str, name: str) -> bool:
    return line.lower().startswith(f"{name.lower()}:")
