"""Read a root's own lists, and check them against its sources: topics, events and signatories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.inventory import Inventory, read_inventory
from build_tools.model import Publication, Register, TopicList
from build_tools.paths import Root
from build_tools.register import make_topic_label_error, read_events, read_signatories, read_topics

if TYPE_CHECKING:
    from build_tools.catalogues.po_model import Entry


def read_checked_topics(root: Root, register: Register) -> TopicList:
    """Return the topics of a root, a removed label as its successor, none without the file.

    Raises UserError for a wrong topic, and for a label that no publication has.
    """
    topics = read_topics(root)
    if not topics.topics:
        return topics
    inventories = {one.id: read_inventory(root, one.id) for one in register.publications}
    known = tuple(label for one in inventories.values() for label in one.labels)
    followers = dict(_iter_successors(register.publications, inventories))
    checked = []
    for topic in topics.topics:
        labels = tuple(followers.get(label, label) for label in topic.labels)
        for given, label in zip(topic.labels, labels, strict=True):
            if label not in known:
                raise make_topic_label_error(root, topic, given, known)
        checked.append(replace(topic, labels=tuple(dict.fromkeys(labels))))
    return replace(topics, topics=tuple(checked))


def _iter_successors(
    publications: tuple[Publication, ...], inventories: Mapping[str, Inventory]
) -> Iterator[tuple[str, str]]:
    """Yield each removed label of a publication, and the one that took its place."""
    for publication in publications:
        for one in publication.successors:
            if one.label not in inventories[publication.id].labels:
                yield one.label, publication.find_successor(one.label)


def read_root_entries(root: Root, register: Register, tag: str) -> tuple[Entry, ...]:
    """Return the messages of a root's lists, for the press.po of a language that a text is translated into.

    Raises UserError for a wrong list.
    """
    from build_tools.catalogues import list_root_entries

    if not any(tag in one.all_languages[1:] for one in register.publications):
        return ()
    signatories = (each for one in register.publications for each in read_signatories(root, one.id))
    return list_root_entries(read_topics(root), read_events(root), signatories)


def check_root_lists(root: Root, register: Register) -> None:
    """Read every list of a root. Raises UserError at the first mistake, as for a label that no text has."""
    read_checked_topics(root, register)
    read_events(root)
    for publication in register.publications:
        read_signatories(root, publication.id)
