"""Topics, events and signatories of a root are messages of its press.po, and come back translated."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.catalogues import (
    list_root_entries,
    load_ui_strings,
    localize_events,
    localize_signatories,
    localize_topics,
)
from build_tools.model import Event, Language, Signatory, Topic, TopicList, UiStrings
from build_tools.paths import Root
from tests.catalogues.conftest import Write

TOPICS = TopicList(
    topics=(
        Topic(
            id="rent",
            name="Rent",
            need="My rent is too high",
            words=("rent", "landlord"),
            labels=("right-1",),
            declaration=(25,),
        ),
    ),
    front=("rent",),
)
EVENTS = (
    Event(id="forum", title="Forum", start=date(2012, 5, 15), source="Plan", place="Gwangju", country="KR"),
    Event(id="again", title="Forum", start=date(2014, 5, 15), source="Plan", description="It was held."),
)
SIGNATORIES = (Signatory(name="Lyon", country="FR", source="Plan"),)
PRESS = """
msgid "Rent"
msgstr "Loyer"

msgid "My rent is too high"
msgstr "Mon loyer est trop cher"

msgid "rent, landlord"
msgstr "{words}"

msgid "Forum"
msgstr "Forum mondial"

msgid "Gwangju"
msgstr "Gwangju (Corée)"

msgid "It was held."
msgstr "Il a eu lieu."

msgid "Plan"
msgstr "Plan d’action"
"""


def load(root: Root, tag: str = "fr") -> UiStrings:
    """Return the strings of a root in a language."""
    return load_ui_strings(Language(tag=tag, name=tag), root)


def test_each_text_is_a_message_once_and_says_what_it_is() -> None:
    """Words are one message; a text that several rows have is translated once; nothing empty is asked."""
    entries = list_root_entries(TOPICS, EVENTS, SIGNATORIES)
    assert [entry.msgid for entry in entries] == [
        "Rent",
        "My rent is too high",
        "rent, landlord",
        "Forum",
        "Gwangju",
        "Plan",
        "It was held.",
    ]
    comments = {entry.msgid: entry.extracted_comments[0] for entry in entries}
    assert comments["Rent"].startswith("name in [topics.rent] of source/topics.toml: ")
    assert "rather than a translation of each" in comments["rent, landlord"]
    assert comments["Forum"] == "title in [events.forum] of source/events.toml."
    assert comments["Plan"] == "source in [events.forum] of source/events.toml."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("loyer, bailleur, bail", ("loyer", "bailleur", "bail")),
        ("إيجار، كراء ،مؤجر", ("إيجار", "كراء", "مؤجر")),
        ("租金、房东，押金", ("租金", "房东", "押金")),
        ("loyer,, loyer, bail,", ("loyer", "bail")),
    ],
)
def test_a_topic_speaks_the_language(words: str, expected: tuple[str, ...], root: Root, write: Write) -> None:
    """Words may be others and more than the source's, with any comma between; what they lead to stays."""
    write("press.po", PRESS.replace("{words}", words))
    localized = localize_topics(TOPICS, load(root))
    (topic,) = localized.topics
    assert (topic.name, topic.need, topic.words) == ("Loyer", "Mon loyer est trop cher", expected)
    assert (topic.id, topic.labels, topic.declaration, localized.front) == (
        "rent",
        ("right-1",),
        (25,),
        ("rent",),
    )


def test_events_and_sources_speak_the_language(root: Root, write: Write) -> None:
    """Titles, places, descriptions and sources are translated; what is empty stays so, and so do names."""
    write("press.po", PRESS)
    first, second = localize_events(EVENTS, load(root))
    assert (first.title, first.place, first.description) == ("Forum mondial", "Gwangju (Corée)", "")
    assert (second.title, second.place, second.description) == ("Forum mondial", "", "Il a eu lieu.")
    assert {first.source, second.source} == {"Plan d’action"}
    (city,) = localize_signatories(SIGNATORIES, load(root))
    assert (city.name, city.source) == ("Lyon", "Plan d’action")


def test_what_is_not_translated_stays(root: Root) -> None:
    """A language without press.po has the lists as they are written."""
    strings = load(root, "de")
    assert localize_topics(TOPICS, strings) == TOPICS
    assert localize_events(EVENTS, strings) == EVENTS
    assert localize_signatories(SIGNATORIES, strings) == SIGNATORIES
