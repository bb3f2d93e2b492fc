"""An edition of the register, and its permanent identifier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import register
from build_tools.model import FORMATS, Language, Publication, Publisher, Register

LANGUAGES = {tag: Language(tag=tag, name=tag) for tag in ("ar", "en", "fr")}
TEXT = Publication(id="my-text", languages=("ar", "fr"), date=date(2026, 11, 24))
REGISTER = Register(
    publisher=Publisher(name="The Town"),
    publications=(Publication(id="other", languages=("en",)), TEXT),
    languages=LANGUAGES,
)


def test_an_edition_knows_all_of_itself() -> None:
    """An edition has its language, that of its source, the other languages in order, and its date."""
    edition = register.make_edition(REGISTER, "my-text", "fr")
    assert edition.publication == TEXT
    assert edition.language == LANGUAGES["fr"]
    assert edition.source == LANGUAGES["ar"]
    assert edition.publisher == REGISTER.publisher
    assert edition.siblings == (LANGUAGES["ar"], LANGUAGES["fr"])
    assert edition.date == date(2026, 11, 24)


@pytest.mark.parametrize(("publication", "tag"), [("none", "fr"), ("my-text", "en")])
def test_what_is_not_published(publication: str, tag: str) -> None:
    """A language of another publication is not a language of this one."""
    with pytest.raises(KeyError):
        register.make_edition(REGISTER, publication, tag)


def test_an_identifier_from_a_uuid() -> None:
    """A publication's UUID is the namespace of its editions' UUIDs."""
    uuid = "883e5541-9eec-438c-8b55-ab4f9beb1ac0"
    for head in ("urn:uuid:", "URN:UUID:"):
        text = replace(TEXT, identifier=head + uuid)
        found = register.make_identifier(Publisher(), text, "fr")
        assert found == f"urn:uuid:{uuid5(UUID(uuid), 'fr')}"
    assert found == "urn:uuid:b48a0ab4-87ea-5b12-8e57-a41b50478154"


@pytest.mark.parametrize(
    ("identifier", "publisher", "name"),
    [
        ("https://example.org/t", Publisher(url="https://a.org"), "https://example.org/t"),
        ("", Publisher(name="The Town", url="https://a.org"), "https://a.org/my-text"),
        ("", Publisher(name="The Town", url="https://a.org/"), "https://a.org/my-text"),
        ("", Publisher(name="The Town"), "The Town my-text"),
        ("", Publisher(), "my-text"),
    ],
)
def test_an_identifier_from_less(identifier: str, publisher: Publisher, name: str) -> None:
    """Another URI, the publisher's URL with the id, or the publisher's name with the id is used instead."""
    text = replace(TEXT, identifier=identifier)
    expected = uuid5(uuid5(NAMESPACE_URL, name), "fr")
    assert register.make_identifier(publisher, text, "fr") == f"urn:uuid:{expected}"


formats = st.lists(st.sampled_from(list(FORMATS))).map(tuple)


@given(version=st.text(), day=st.dates(), formats=formats)
def test_an_identifier_stays(version: str, day: date, formats: tuple[str, ...]) -> None:
    """Version, date, formats and further languages do not change an edition's identifier."""
    later = replace(TEXT, version=version, date=day, formats=formats, languages=("ar", "ko", "fr"))
    same = register.make_identifier(Publisher(name="A"), TEXT, "fr")
    assert register.make_identifier(Publisher(name="A"), later, "fr") == same
    assert register.make_identifier(Publisher(name="A"), TEXT, "ar") != same
