"""List the events as readers of a language see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Event
from build_tools.register import format_long_date, name_country
from build_tools.site.contents import SiteLanguage


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """Hold an event with its date and its place as the language writes them."""

    id: str
    title: str
    date: str
    place: str
    description: str
    url: str
    source: str


def list_shown_events(site: SiteLanguage) -> tuple[ShownEvent, ...]:
    """Return the events, the newest first."""
    return tuple(reversed(tuple(_iter_events(site))))


def _iter_events(site: SiteLanguage) -> Iterator[ShownEvent]:
    for event in site.events:
        country = name_country(event.country, site.tag) if event.country else ""
        yield ShownEvent(
            id=event.id,
            title=event.title,
            date=_format_span(site, event),
            place=site.language.forms.comma.join(filter(None, (event.place, country))),
            description=event.description,
            url=event.url,
            source=event.source,
        )


def _format_span(site: SiteLanguage, event: Event) -> str:
    start = format_long_date(event.start, site.language)
    if event.end is None or event.end == event.start:
        return start
    return f"{start} – {format_long_date(event.end, site.language)}"
