"""Read and change the fields of a catalogue's header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
ORIGIN = "X-Translation-Origin"
STATE = "X-Review-State"
REVIEWED_BY = "X-Reviewed-By"
APPROVED_BY = "X-Approved-By"
DIGESTS = "X-Review-Digests"


def get_header_field(lines: Sequence[str], name: str) -> str:
    """Return a field's value, or an empty string; names are compared without case."""
    values = (line.partition(":")[2] for line in lines if _is_field_line(line, name))
    return next(values, "").strip()


def replace_header_fields(
    lines: Sequence[str], changes: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Return the lines with fields set; None takes a field away.

    A field stays where it is; new ones follow the last of those that were there.
    """
    result: list[str] = []
    known: set[str] = set()
    insert_index = 0
    for line in lines:
        name = next((one for one in changes if _is_field_line(line, one)), None)
        if name is None:
            result.append(line)
            continue
        known.add(name)
        if changes[name] is not None:
            result.append(f"{name}: {changes[name]}")
            insert_index = len(result)
    new = [
        f"{name}: {text}"
        for name, text in changes.items()
        if text is not None and name not in known
    ]
    insert_index = insert_index or len(result)
    return (*result[:insert_index], *new, *result[insert_index:])


def _is_field_line(line: str, name: str) -> bool:
    return line.lower().startswith(f"{name.lower()}:")
