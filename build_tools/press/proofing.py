"""What a proof shows beside the text: takes a Reading and its catalogues, gives it passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.layout import Root
from build_tools.model import Finding, Passage, Place

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message
    from build_tools.charter.reading import Reading


def with_passages(
    reading: Reading, compiled: EditionCatalogues, root: Root, found: Iterable[Finding]
) -> Reading:
    """Return a reading with its passages, the terms of its languages, and all that was found.

    `found` is what compiling and reading found. Raises Mendable `catalogue/glossary`.
    """
    from build_tools import catalogues
    from build_tools.catalogues.rules import lint_pages

    edition = reading.edition
    terms = catalogues.read_glossary_terms(root, edition.source.tag, edition.language.tag)
    pages = tuple(compiled.pages.values())
    judgements = catalogues.downgrade_allowed_findings(lint_pages(pages, edition, terms), pages)
    return replace(
        reading,
        passages=tuple(_passages(reading, compiled)),
        terms=terms,
        findings=tuple(dict.fromkeys((*found, *judgements))),
    )


def _passages(reading: Reading, compiled: EditionCatalogues) -> Iterator[Passage]:
    from build_tools.charter.arrivals import MessageOutcome

    publication = reading.edition.publication.id
    first = {(one.page, one.msgid): one for one in reversed(reading.message_outcomes)}
    for number, (page, msgid) in enumerate(dict.fromkeys(reading.messages), start=1):
        name = f"{publication}/{page}"
        message = compiled.get_message(name, msgid)
        place = _place(compiled, name, msgid)
        arrival = first.get((name, msgid)) or MessageOutcome(page=name, msgid=msgid)
        yield Passage(
            number=number,
            message_id=msgid,
            msgstr=message.msgstr if message else "",
            text=_words(message) if message else "",
            place=replace(place, article=arrival.article),
            page=page,
            article=arrival.article,
            kind=arrival.kind,
            state=message.state if message else "missing",
        )


def _place(compiled: EditionCatalogues, page: str, msgid: str) -> Place:
    """Return where a message stands; of one that its catalogue lacks, the catalogue."""
    place = compiled.locate_message(page, msgid)
    catalogue = compiled.pages.get(page)
    return place if place.file or not catalogue else replace(place, file=catalogue.file)


def _words(message: Message) -> str:
    """Return what of a translation may be shown as words: a fuzzy one meets the gate here."""
    from build_tools.charter import gate

    if message.state == "fuzzy":
        return gate.sanitize(message.msgid, message.msgstr).text
    return message.text
