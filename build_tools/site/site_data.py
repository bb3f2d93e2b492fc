"""Describe the texts, the publisher and the events of a site for programs, as JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from build_tools.model import FORMATS, Event
from build_tools.site.calendar import CalendarEvent
from build_tools.site.card_list import WHOLE_CARD, make_card_path
from build_tools.site.contents import SiteLanguage, make_page_path
from build_tools.site.linked_data import (
    BookDescription,
    BookFile,
    BookTranslation,
    describe_book,
    describe_event,
    describe_organization,
)
from build_tools.site.web_edition import WebEdition

_SOURCE_TYPE = re.compile(r'"digitalSourceType": "([^"]+)"')


def describe_site_book(site: SiteLanguage, edition: WebEdition) -> str:
    """Return an edition as a Book of schema.org: what it is based on, its translations, its files."""
    contents, publication, tag = site.contents, edition.publication, edition.language.tag
    source = _SOURCE_TYPE.search(edition.start.html)
    stated = edition.get_meta("DC.date")
    siblings = (contents.editions.get((publication.id, other)) for other in publication.languages)
    book = BookDescription(
        publication=publication,
        publisher=contents.register.publisher,
        tag=tag,
        title=edition.title,
        path=make_page_path(edition, edition.start.name),
        date=date.fromisoformat(stated) if stated else publication.date,
        description=edition.summary,
        identifier=edition.identifier,
        responsible=publication.get_responsible(tag),
        digital_source=source[1] if source else "",
        card=make_card_path(edition, WHOLE_CARD) if contents.base else "",
        languages=tuple(
            BookTranslation(tag=one.language.tag, title=one.title, path=make_page_path(one, one.start.name))
            for one in siblings
            if one is not None
        ),
        files=tuple(_iter_files(site, edition)),
    )
    return describe_book(book, contents.base)


def _iter_files(site: SiteLanguage, edition: WebEdition) -> Iterator[BookFile]:
    home = f"{edition.language.tag}/{edition.publication.id}"
    for one in site.contents.files.get(edition.key, ()):
        row = FORMATS[one.format]
        if not row.is_folder:
            yield BookFile(path=f"{home}/{one.name}", media_type=row.media_type, size=one.size)


def describe_site_publisher(site: SiteLanguage) -> str:
    """Return the publisher as an Organization of schema.org."""
    return describe_organization(site.contents.register.publisher, site.tag)


def describe_site_event(site: SiteLanguage, event: Event) -> str:
    """Return an event as an Event of schema.org."""
    return describe_event(make_calendar_event(event), site.tag, site.contents.base)


def make_calendar_event(event: Event) -> CalendarEvent:
    """Return an event of the register as calendars take it."""
    return CalendarEvent(
        id=event.id,
        title=event.title,
        start=event.start,
        end=event.end,
        place=event.place,
        country=event.country,
        description=event.description,
        url=event.url,
    )
