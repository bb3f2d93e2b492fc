"""Make the editions of a register, with permanent identifiers."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from build_tools.model import Edition, Publication, Publisher, Register


def make_edition(register: Register, publication_id: str, tag: str) -> Edition:
    """Return the edition of a publication in a language, with the date of the register.

    Raises KeyError if the register has no such edition.
    """
    publication = register.get_publication(publication_id)
    if tag not in publication.languages:
        raise KeyError(tag)
    return Edition(
        publication=publication,
        language=register.languages[tag],
        source=register.languages[publication.source_language],
        publisher=register.publisher,
        siblings=tuple(register.languages[sibling] for sibling in publication.languages),
        identifier=make_identifier(register.publisher, publication, tag),
        date=publication.date,
    )


def make_identifier(publisher: Publisher, publication: Publication, tag: str) -> str:
    """Return an edition's identifier: `urn:uuid:` and uuid5(the publication's UUID, tag).

    The publication's UUID is that of its identifier if this is a urn:uuid; another URI U gives
    uuid5(NAMESPACE_URL, U). Without an identifier U is the publisher's url, a slash and the
    publication's id; without a url, the publisher's name and the id with a space between.
    Version, date and the other languages have no part in it, so it stays when they change.
    """
    return f"urn:uuid:{uuid5(_make_publication_uuid(publisher, publication), tag)}"


def _make_publication_uuid(publisher: Publisher, publication: Publication) -> UUID:
    uri = publication.identifier
    if uri.lower().startswith("urn:uuid:"):
        return UUID(uri[len("urn:uuid:") :])
    url = f"{publisher.url.rstrip('/')}/{publication.id}"
    name = f"{publisher.name} {publication.id}".strip()
    return uuid5(NAMESPACE_URL, uri or (url if publisher.url else name))
