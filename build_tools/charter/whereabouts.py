"""Where each message stands on a page: takes a doctree, notes the article and what it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter.fallback import MESSAGE
from build_tools.charter.reading import Reading
from build_tools.model import Edition

WHEREABOUTS = "press-whereabouts"


class Spot(NamedTuple):
    """The anchor of an article, and what docutils calls the message there: `title`."""

    article: str = ""
    kind: str = ""


class Whereabouts(SphinxTransform):
    """Note where each message stands first, while nodes still know theirs (until 870)."""

    default_priority = 865
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Keep the spots of a translation; an edition in its source language needs none."""
        if self.edition.is_source:
            return
        spots: dict[str, tuple[str, str]] = {}
        for node in self.document.findall(nodes.Element):
            found: Sequence[tuple[str, int]] = node.get(MESSAGE, ())
            for msgid, _ in found:
                spots.setdefault(msgid, (_article(node), node.tagname))
        self.document[WHEREABOUTS] = spots


def spots(reading: Reading, page: str) -> dict[str, Spot]:
    """Return where the messages of a page (`right-1`) stand, by their msgid."""
    tree = reading.app.env.get_doctree(f"{reading.edition.publication.id}/{page}")
    found: Mapping[str, tuple[str, str]] = tree.get(WHEREABOUTS, {})
    return {msgid: Spot(*spot) for msgid, spot in found.items()}


def _article(node: nodes.Node) -> str:
    while node.parent is not None:
        if isinstance(node, nodes.section):
            return str(node["ids"][0]) if node["ids"] else ""
        node = node.parent
    return ""
