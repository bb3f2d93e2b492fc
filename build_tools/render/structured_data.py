"""Describe a page for programs, in the terms of schema.org, as JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json

from build_tools.model import Edition


def format_structured_data(edition: Edition, page: str, name: str, title: str) -> str:
    """Return what a page (`charter-agenda/right-1`) of a title is, and who made its words, as one line.

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
    }
    described = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": name,
        "inLanguage": edition.language.tag,
        "digitalSourceType": edition.review_status.get_page_status(page).digital_source,
        "isPartOf": {key: value for key, value in book.items() if value},
    }
    line = json.dumps({key: value for key, value in described.items() if value}, ensure_ascii=False)
    return line.replace("<", r"\u003c")
