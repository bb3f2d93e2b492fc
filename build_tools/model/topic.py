"""Define the topics that lead readers from a need in their own words to articles of the publications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Describe a topic: `need` in the first person, `words` that people search with, `labels` of articles.

    `declaration` are articles of the Universal Declaration of Human Rights, `convention` those of the
    European Convention on Human Rights (`8`, and `P1-2` of a protocol). Fields are named as the keys of
    `source/topics.toml`; `line` is that of its table.
    """

    id: str
    name: str
    need: str
    words: tuple[str, ...]
    labels: tuple[str, ...]
    declaration: tuple[int, ...] = ()
    convention: tuple[str, ...] = ()
    line: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicList:
    """Hold the topics of a root in their order; `front` and `ways` are the ids of those on the home page.

    `front` are needs, `ways` are shown with all that they lead to: how a city adopts a text, how to teach it.
    """

    topics: tuple[Topic, ...] = ()
    front: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    def list_topics(self, label: str) -> tuple[Topic, ...]:
        """Return the topics that lead to a label."""
        return tuple(topic for topic in self.topics if label in topic.labels)

    def list_sisters(self, label: str) -> tuple[str, ...]:
        """Return the labels that share a topic with a label, each once, in the order of the topics."""
        return tuple(dict.fromkeys(self._iter_sisters(label)))

    def _iter_sisters(self, label: str) -> Iterator[str]:
        for topic in self.list_topics(label):
            yield from (one for one in topic.labels if one != label)
