"""What programs are told of editions, their publisher and events, in the terms of schema.org."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from build_tools.model import LocalizedText, Publication, Publisher
from build_tools.site.calendar import CalendarEvent
from build_tools.site.linked_data import (
    BookDescription,
    BookFile,
    BookTranslation,
    describe_book,
    describe_event,
    describe_organization,
)

BASE = "https://texts.example/"
MACHINE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
PUBLISHER = Publisher(
    name="Charters",
    url="https://texts.example/",
    contact="to@texts.example",
    names=(LocalizedText(text="Charters", language="en"), LocalizedText(text="Chartes", language="fr")),
)
PUBLICATION = Publication(
    id="a",
    languages=("en", "fr", "ar"),
    version="2026.2",
    licence="CC-BY-SA-4.0",
    adopted_titles=(LocalizedText(text="The Adopted <Text>", language="en"),),
)
BOOK = BookDescription(
    publication=PUBLICATION,
    publisher=PUBLISHER,
    tag="fr",
    title="Le Texte",
    path="fr/a/index.html",
    date=date(2026, 12, 2),
    licence_url="https://licences.example/by-sa",
    digital_source=MACHINE,
    languages=tuple(
        BookTranslation(tag=tag, title=title, path=f"{tag}/a/index.html")
        for tag, title in (("en", "The Text"), ("fr", "Le Texte"), ("ar", "النص"))
    ),
    files=(BookFile(path="fr/a/a-fr.pdf", media_type="application/pdf", size=123456),),
)
EVENT = CalendarEvent(
    id="e", title="Congrès", start=date(2027, 5, 1), place="Florence", url="https://congress.example"
)


def test_a_translation_names_what_it_comes_from() -> None:
    """A translation is a Book with its source, the adopted text, its version, its maker and its files."""
    book = json.loads(describe_book(BOOK, BASE))
    assert (book["@type"], book["name"], book["inLanguage"]) == ("Book", "Le Texte", "fr")
    assert book["isBasedOn"] == {"@type": "CreativeWork", "name": "The Adopted <Text>", "inLanguage": "en"}
    assert book["translationOfWork"] == {
        "@type": "Book",
        "@id": "https://texts.example/en/a/index.html",
        "name": "The Text",
        "inLanguage": "en",
        "url": "https://texts.example/en/a/index.html",
    }
    assert "workTranslation" not in book
    assert (book["version"], book["datePublished"]) == ("2026.2", "2026-12-02")
    assert (book["digitalSourceType"], book["license"]) == (MACHINE, "https://licences.example/by-sa")
    assert book["publisher"] == {"@type": "Organization", "name": "Chartes"}
    assert book["encoding"] == [
        {
            "@type": "MediaObject",
            "contentUrl": "https://texts.example/fr/a/a-fr.pdf",
            "encodingFormat": "application/pdf",
            "contentSize": "123456 B",
            "inLanguage": "fr",
        }
    ]


def test_a_source_names_its_translations() -> None:
    """The edition in the language of the source names those in all others, and no source."""
    book = json.loads(describe_book(replace(BOOK, tag="en", path="en/a/index.html"), BASE))
    assert [one["inLanguage"] for one in book["workTranslation"]] == ["fr", "ar"]
    assert "translationOfWork" not in book


def test_without_a_base_nothing_leads_elsewhere() -> None:
    """Without a url files have relative addresses, and nothing else has one."""
    line = describe_book(replace(BOOK, digital_source=""), "")
    assert line.replace("https://schema.org", "").count("://") == 0
    book = json.loads(line)
    assert book["encoding"][0]["contentUrl"] == "a-fr.pdf"
    assert book["license"] == "CC-BY-SA-4.0"
    assert not {"@id", "url"} & (book.keys() | book["translationOfWork"].keys())


def test_no_line_can_end_its_element() -> None:
    """A line has no end and no sign by which a tag begins."""
    for line in (describe_book(BOOK, BASE), describe_event(replace(EVENT, title="</script>\n"), "fr", BASE)):
        assert not {"<", "\n"} & set(line)


def test_a_publisher_has_a_name_in_each_language() -> None:
    """A publisher is an Organization; one without a name is not described."""
    described = json.loads(describe_organization(PUBLISHER, "fr"))
    assert (described["@type"], described["name"], described["url"]) == (
        "Organization",
        "Chartes",
        PUBLISHER.url,
    )
    assert described["email"] == "to@texts.example"
    assert describe_organization(Publisher(), "fr") == ""


def test_an_event_has_days_and_a_place() -> None:
    """An event of one day ends on it; its address is told where the publisher has one too."""
    described = json.loads(describe_event(EVENT, "fr", BASE))
    assert (described["startDate"], described["endDate"]) == ("2027-05-01", "2027-05-01")
    assert described["location"]["address"] == {"@type": "PostalAddress", "addressLocality": "Florence"}
    assert described["url"] == EVENT.url
    assert not {"url", "location"} & json.loads(describe_event(replace(EVENT, place=""), "fr", "")).keys()
