"""The topics of this project lead to its texts, and speak each of its languages."""

from __future__ import annotations

import pytest

from build_tools.catalogues import load_ui_strings, localize_topics
from build_tools.inventory import read_inventory
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import read_events, read_signatories
from build_tools.tasks.root_lists import read_checked_topics
from tests.texts.conftest import REGISTER

ROOT = Root(PROJECT_DIR)
TOPICS = read_checked_topics(ROOT, REGISTER)
OWNERS = {label: one.id for one in REGISTER.publications for label in read_inventory(ROOT, one.id).labels}
TAGS = REGISTER.publications[0].languages


def test_each_topic_leads_to_articles() -> None:
    """Every label of a topic is in the sources; most topics lead to two texts or three."""
    wide = [topic for topic in TOPICS.topics if len({OWNERS[label] for label in topic.labels}) > 1]
    assert len(TOPICS.topics) >= 40
    assert len(wide) > 0.9 * len(TOPICS.topics)
    assert len(TOPICS.front) == 12


def test_each_article_has_a_topic() -> None:
    """Whatever a right or article says, a need leads to it."""
    rights = [f"ca-{number}" for number in range(1, 13)] + [f"ec-{number}" for number in range(1, 29)]
    assert [label for label in rights if not TOPICS.list_topics(label)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_each_topic_has_many_words(tag: str) -> None:
    """A topic has ten words or more in each language, its own name and need, and none of another topic."""
    topics = localize_topics(TOPICS, load_ui_strings(REGISTER.languages[tag], ROOT)).topics
    assert [topic.id for topic in topics if len(topic.words) < 10] == []
    for texts in ([topic.name for topic in topics], [topic.need for topic in topics]):
        assert len(set(texts)) == len(topics)
    if tag != "en":
        assert {topic.need for topic in TOPICS.topics}.isdisjoint(topic.need for topic in topics)


def test_each_event_and_signatory_says_its_source() -> None:
    """Events and signatories are those of public sources, without a date where none says one."""
    assert len(read_events(ROOT)) > 10
    assert all(event.source and event.place and event.country for event in read_events(ROOT))
    signed = {one.id: read_signatories(ROOT, one.id) for one in REGISTER.publications}
    assert [name for name, cities in signed.items() if cities] == ["european-charter"]
    assert len(signed["european-charter"]) == 28
