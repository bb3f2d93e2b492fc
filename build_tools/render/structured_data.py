"""Describe a page for programs, in the terms of schema.org, as JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from build_tools.model import Edition


def format_structured_data(edition: Edition, page: str, name: str, title: str, address: str = "") -> str:
    """Return what a page (`charter-agenda/right-1`) of a title is, and who made its words, as one line.

    `address` is the one that its text keeps; `accountablePerson` answers for the words, `reviewedBy` has read
    them all since their last change.

    It stands in a `script` element, in which nothing is escaped: no tag can begin in it.
    """
    publication, publisher = edition.publication, edition.publisher.name
    book = {
        "@type": "Book",
        "name": title,
        "version": publication.version,
        "datePublished": edition.date.isoformat() if edition.date else "",
        "license": publication.licence,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else "",
        "accountablePerson": _describe_person(edition.responsible),
        "identifier": edition.identifier,
        "url": edition.make_permanent_address(),
    }
    status, page_status = edition.review_status.get_page_status(page), edition.review_status.pages.get(page)
    # A page without a catalogue is as sure as the edition, but nobody has reviewed a translation of it.
    reviewers = page_status.reviewers if page_status else ()
    described = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": name,
        "inLanguage": edition.language.tag,
        "url": address,
        "digitalSourceType": status.digital_source,
        "reviewedBy": [_describe_person(name) for name in reviewers],
        "isPartOf": {key: value for key, value in book.items() if value},
    }
    return format_json_line(described)


def format_json_line(described: Mapping[str, object]) -> str:
    """Return a description as one line of JSON for a `script` element, without its empty fields."""
    return escape_json(
        json.dumps({key: value for key, value in described.items() if value}, ensure_ascii=False)
    )


def escape_json(line: str) -> str:
    """Return JSON in which no tag can begin, and so none can end the `script` element that holds it."""
    return line.replace("<", r"\u003c")


def _describe_person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name} if name else {}
