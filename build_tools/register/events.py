"""Read `source/events.toml`: events that a root announces or remembers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_tools.model import Event
from build_tools.paths import Root
from build_tools.register import field_types
from build_tools.register.countries import parse_country
from build_tools.register.field_types import FieldParser
from build_tools.register.toml_document import TomlValue, read_toml
from build_tools.register.topics import check_entry_id

EVENTS = "events"
EVENT_FIELDS: Mapping[str, FieldParser] = MappingProxyType(
    {
        "title": field_types.parse_required_text,
        "place": field_types.parse_text,
        "country": parse_country,
        "start": field_types.parse_date,
        "end": field_types.parse_date,
        "description": field_types.parse_text,
        "url": field_types.parse_url,
        "source": field_types.parse_required_text,
    }
)
EVENT_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {"title": '"…"', "start": "2026-11-24", "source": '"…", who says so'}
)


def read_events(root: Root) -> tuple[Event, ...]:
    """Return the events of a root by their first day, none without the file. Raises UserError."""
    try:
        top_table = read_toml(root.events, root.relativize(root.events))
    except FileNotFoundError:
        return ()
    value = field_types.get_known_entries(top_table, (EVENTS,)).get(EVENTS)
    events = map(_parse_event, value.get_table().values() if value else ())
    return tuple(sorted(events, key=lambda event: event.start))


def _parse_event(value: TomlValue) -> Event:
    check_entry_id(value, "event")
    fields = field_types.parse_fields(value, EVENT_FIELDS)
    for key, example in EVENT_EXAMPLES.items():
        if key not in fields:
            raise value.make_error("missing", f"has no {key}", f"write {key} = {example}")
    event = Event(id=value.key, **fields, line=value.document.find_line(value.path) or 0)
    if event.end and event.end < event.start:
        end = value.get_table()["end"]
        message = f"is {event.end}, before start, {event.start}"
        raise end.make_error("bad-value", message, "write the last day, or leave it out for a single day")
    return event
