"""Translate what a root's own lists show to readers: topics, events and the sources of signatories.

Each text is a message of press.po, beside the words of the register; the words of a topic are one message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.catalogues.po_model import Entry
from build_tools.model import Event, Signatory, Topic, TopicList, UiStrings

_COMMA = re.compile(r"\s*[,،、，]\s*")
_PURPOSES = {
    "name": "what the topic is called",
    "need": "what somebody needs, in the first person and in plain words",
    "words": (
        "what people type when they search for it, with commas between. Write the words of your own"
        " language and country, as many as it has, rather than a translation of each"
    ),
}


def list_root_entries(
    topics: TopicList, events: Iterable[Event], signatories: Iterable[Signatory]
) -> tuple[Entry, ...]:
    """Return the messages of a root's lists, each text once, with what it is for as a comment."""
    texts: dict[str, str] = {}
    listed = (_iter_topics(topics), _iter_events(events), _iter_signatories(signatories))
    for message, comment in (pair for pairs in listed for pair in pairs):
        texts.setdefault(message, comment)
    return tuple(Entry(msgid=text, extracted_comments=(comment,)) for text, comment in texts.items())


def _iter_topics(topics: TopicList) -> Iterator[tuple[str, str]]:
    for topic in topics.topics:
        for key, text in (("name", topic.name), ("need", topic.need), ("words", _join_words(topic))):
            yield text, f"{key} in [topics.{topic.id}] of source/topics.toml: {_PURPOSES[key]}."


def _iter_events(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    for event in events:
        for key in ("title", "place", "description", "source"):
            if text := getattr(event, key):
                yield text, f"{key} in [events.{event.id}] of source/events.toml."


def _iter_signatories(signatories: Iterable[Signatory]) -> Iterator[tuple[str, str]]:
    for one in signatories:
        yield one.source, "source in signatories.csv: who says that a city signed."


def _join_words(topic: Topic) -> str:
    return ", ".join(topic.words)


def localize_topics(topics: TopicList, ui_strings: UiStrings) -> TopicList:
    """Return topics with name, need and words in a language; what has no translation stays as it is."""
    return replace(topics, topics=tuple(_localize_topic(one, ui_strings) for one in topics.topics))


def _localize_topic(topic: Topic, ui_strings: UiStrings) -> Topic:
    words = _COMMA.split(ui_strings(_join_words(topic)).text)
    return replace(
        topic,
        name=ui_strings(topic.name).text,
        need=ui_strings(topic.need).text,
        words=tuple(dict.fromkeys(filter(None, words))),
    )


def localize_events(events: Iterable[Event], ui_strings: UiStrings) -> tuple[Event, ...]:
    """Return events with title, place, description and source in a language, where they are translated."""
    return tuple(
        replace(
            event,
            title=ui_strings(event.title).text,
            place=ui_strings(event.place).text,
            description=ui_strings(event.description).text,
            source=ui_strings(event.source).text,
        )
        for event in events
    )


def localize_signatories(signatories: Iterable[Signatory], ui_strings: UiStrings) -> tuple[Signatory, ...]:
    """Return signatories with their sources in a language, where they are translated; names stay."""
    return tuple(replace(one, source=ui_strings(one.source).text) for one in signatories)
