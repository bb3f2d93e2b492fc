"""Write events as a calendar (iCalendar, RFC 5545, with the name of RFC 7986)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

PRODUCT = "-//Charters in Common//charter-editions//EN"
# The domain of the ids of events where the publisher has no url: one that is nobody's (RFC 2606).
NO_DOMAIN = "editions.invalid"
# A line has so many octets without its end, and one that goes on begins with a space.
LINE_OCTETS = 75
_ESCAPED = re.compile(r"[\\;,]")
_LINE_ENDS = re.compile(r"\r\n?|\n")
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Describe an event of whole days; `end` is its last day, None for one of a single day.

    `id` names it in every language and never changes; `updated` is when its data last did.
    """

    id: str
    title: str
    start: date
    end: date | None = None
    place: str = ""
    country: str = ""
    description: str = ""
    url: str = ""
    updated: date | None = None

    @property
    def location(self) -> str:
        """Return the place and its country in a line."""
        return ", ".join(filter(None, (self.place, self.country)))


def format_calendar(events: Iterable[CalendarEvent], name: str, tag: str, base: str) -> str:
    """Return a calendar in a language, events by their dates; empty without any, which no calendar may be.

    The same event has the same id in every language and at every build. Its stamp is when it was updated,
    else its first day: never the clock. Without a `base` no address is absolute, so an event has none.
    """
    ordered = sorted(events, key=lambda event: (event.start, event.id))
    if not ordered:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        *(_format_text(key, name, tag) for key in ("NAME", "X-WR-CALNAME")),
        *(line for event in ordered for line in _iter_event_lines(event, tag, base)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def fold_line(line: str) -> str:
    """Return a content line folded at LINE_OCTETS, between characters of UTF-8."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            pieces.append("")
            octets = 1  # the space before the rest
        pieces[-1] += character
        octets += size
    return "\r\n ".join(pieces)


def _iter_event_lines(event: CalendarEvent, tag: str, base: str) -> Iterator[str]:
    """Yield the lines of an event. It does not make its reader busy, and ends on the day after its last."""
    domain = urlsplit(base).hostname or NO_DOMAIN
    yield "BEGIN:VEVENT"
    yield f"UID:{_escape_text(event.id)}@{domain}"
    yield f"DTSTAMP:{event.updated or event.start:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{(event.end or event.start) + timedelta(days=1):%Y%m%d}"
    texts = {"SUMMARY": event.title, "LOCATION": event.location, "DESCRIPTION": event.description}
    yield from (_format_text(key, text, tag) for key, text in texts.items() if text)
    if base and event.url:
        yield f"URL:{_CONTROL_CHARACTERS.sub('', event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _format_text(key: str, text: str, tag: str) -> str:
    return f"{key};LANGUAGE={tag}:{_escape_text(text)}"


def _escape_text(text: str) -> str:
    """Return a TEXT value: marks escaped, ends of lines written out, other control characters left out."""
    one_kind = _LINE_ENDS.sub("\n", text)
    escaped = _ESCAPED.sub(r"\\\g<0>", _CONTROL_CHARACTERS.sub("", one_kind))
    return escaped.replace("\n", r"\n")
