"""Parse which labels took the place of removed ones."""

from __future__ import annotations

from build_tools.model import Successor
from build_tools.register.field_types import parse_required_text
from build_tools.register.toml_document import TomlValue, format_key_path


def parse_successors(value: TomlValue) -> tuple[Successor, ...]:
    """Return the successor of each label, from a table of labels to labels; raise UserError for a circle."""
    entries = value.get_table()
    parsed = tuple(_parse_successor(entry) for entry in entries.values())
    followers = {one.label: one.successor for one in parsed}
    for one, entry in zip(parsed, entries.values(), strict=True):
        path = [one.label]
        while path[-1] in followers and path[-1] not in path[:-1]:
            path.append(followers[path[-1]])
        if path[-1] == one.label and len(path) > 1:
            message = f"leads back to itself: {', '.join(path)}"
            raise entry.make_error("bad-value", message, "name the label that is there now")
    return parsed


def _parse_successor(value: TomlValue) -> Successor:
    return Successor(
        label=fold_label(value.key),
        successor=fold_label(parse_required_text(value)),
        key_path=format_key_path(value.path),
        line=value.document.find_line(value.path),
    )


def fold_label(label: str) -> str:
    """Return a label as docutils compares it."""
    return " ".join(label.lower().split())
