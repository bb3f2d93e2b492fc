"""Read which UI strings there are, in English, and what each is for."""

from __future__ import annotations

from functools import cache

from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_parser import parse_po_bytes
from build_tools.paths import PROJECT_DIR, Root

TEMPLATE = "press.pot"


@cache
def list_ui_messages() -> tuple[Entry, ...]:
    """Return the messages of the program's own template, which needs no check."""
    template = parse_po_bytes((Root(PROJECT_DIR).locale / TEMPLATE).read_bytes())
    return tuple(template.live_entries.values())
