"""Describe editions, their publisher and events for programs, in the terms of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from build_tools.model import Publication, Publisher
from build_tools.render.structured_data import format_json_line
from build_tools.site.addresses import join_address, make_address
from build_tools.site.calendar import CalendarEvent

CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFile:
    """Describe a file of an edition: its path in the site, its media type (`application/pdf`), its octets."""

    path: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTranslation:
    """Name an edition of the same text in a language by its title and its first page in the site."""

    tag: str
    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDescription:
    """Hold what programs are told of an edition; `path` is its first page in the site.

    `languages` are all editions of the text, the source first, itself too. `licence_url` is the address of
    the licence, empty where it has none that is known. `responsible` answers for the words. `digital_source`
    is IPTC's term for words of a machine, empty for those of people.
    """

    publication: Publication
    publisher: Publisher
    tag: str
    title: str
    path: str
    date: date | None = None
    description: str = ""
    identifier: str = ""
    licence_url: str = ""
    responsible: str = ""
    digital_source: str = ""
    card: str = ""
    languages: tuple[BookTranslation, ...] = ()
    files: tuple[BookFile, ...] = ()


def describe_book(book: BookDescription, base: str) -> str:
    """Return an edition as a Book: what it is based on, its translations or its source, and its files."""
    publication, publisher = book.publication, book.publisher
    return format_json_line(
        {
            "@context": CONTEXT,
            "@type": "Book",
            "@id": join_address(base, book.path),
            "name": book.title,
            "inLanguage": book.tag,
            "description": book.description,
            "url": join_address(base, book.path),
            "identifier": book.identifier,
            "version": publication.version,
            "datePublished": book.date.isoformat() if book.date else "",
            "license": (base and book.licence_url) or publication.licence,
            "author": [_describe_maker("Person", name) for name in publication.authors],
            "publisher": _describe_maker("Organization", publisher.get_name(book.tag)),
            "accountablePerson": _describe_maker("Person", book.responsible),
            "digitalSourceType": book.digital_source,
            "image": join_address(base, book.card) if book.card else "",
            "keywords": list(publication.subjects),
            **_describe_source(book, base),
            "encoding": [_describe_file(book, file, base) for file in book.files],
        }
    )


def describe_organization(publisher: Publisher, tag: str) -> str:
    """Return the publisher as an Organization, with its name in a language; empty without a name."""
    if not publisher.name:
        return ""
    return format_json_line(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "@id": publisher.url,
            "name": publisher.get_name(tag),
            "url": publisher.url,
            "email": publisher.contact,
        }
    )


def describe_event(event: CalendarEvent, tag: str, base: str) -> str:
    """Return an event of whole days as an Event; without a `base` it has no address, as in its calendar."""
    return format_json_line(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": event.title,
            "inLanguage": tag,
            "startDate": event.start.isoformat(),
            "endDate": (event.end or event.start).isoformat(),
            "location": _describe_place(event),
            "description": event.description,
            "url": event.url if base else "",
        }
    )


def _describe_source(book: BookDescription, base: str) -> dict[str, object]:
    """Return what an edition comes from: the adopted text, and its source; of a source, its translations."""
    adopted = book.publication.get_adopted_title(book.tag)
    source_tag = book.publication.source_language
    works = {one.tag: _describe_translation(one, base) for one in book.languages if one.tag != book.tag}
    described: dict[str, object] = {}
    if adopted:
        based_on = {"@type": "CreativeWork", "name": adopted.text, "inLanguage": adopted.language}
        described["isBasedOn"] = based_on
    if book.tag == source_tag:
        described["workTranslation"] = list(works.values())
    elif source_tag in works:
        described["translationOfWork"] = works[source_tag]
    return described


def _describe_translation(book: BookTranslation, base: str) -> dict[str, object]:
    address = join_address(base, book.path)
    described = {"@type": "Book", "@id": address, "name": book.title, "inLanguage": book.tag, "url": address}
    return _drop_empty(described)


def _describe_file(book: BookDescription, file: BookFile, base: str) -> dict[str, object]:
    return {
        "@type": "MediaObject",
        "contentUrl": make_address(book.path, file.path, base),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "inLanguage": book.tag,
    }


def _describe_place(event: CalendarEvent) -> dict[str, object]:
    if not event.location:
        return {}
    address = {"@type": "PostalAddress", "addressLocality": event.place, "addressCountry": event.country}
    return {"@type": "Place", "name": event.location, "address": _drop_empty(address)}


def _describe_maker(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _drop_empty(described: Mapping[str, str]) -> dict[str, object]:
    return {key: value for key, value in described.items() if value}
