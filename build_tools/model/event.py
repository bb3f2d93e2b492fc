"""Define the events that a root announces or remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Describe an event from `start` to `end`, which is None for a single day; `country` as in ISO 3166-1.

    Fields are named as the keys of `source/events.toml`; `line` is that of its table.
    """

    id: str
    title: str
    start: date
    source: str
    place: str = ""
    country: str = ""
    end: date | None = None
    description: str = ""
    url: str = ""
    line: int = field(default=0, repr=False, compare=False)
