"""Places named within a line: their addresses are the source's, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

KEPT = "press-targets"


class Keep(SphinxTransform):
    """Note the places that each message names, before it is translated (Sphinx's Locale is 20)."""

    default_priority = 16

    def apply(self, **kwargs: object) -> None:
        """Keep the ids and names of each place with its message."""
        for node, _ in extract_messages(self.document):
            found = [(target["ids"], target["names"]) for target in _targets(node)]
            if found:
                node[KEPT] = found


class Restore(SphinxTransform):
    """Give each place its own address back; one that a translation leaves out is its message's."""

    default_priority = 22

    def apply(self, **kwargs: object) -> None:
        """Put the ids back in the order of the source, so that every link finds them."""
        for node in list(self.document.findall(nodes.Element)):
            kept = node.attributes.pop(KEPT, ())
            now = list(_targets(node)) if kept else []
            for at, (ids, names) in enumerate(kept):
                if at < len(now):
                    now[at]["ids"], now[at]["names"] = ids, names
                else:
                    node["ids"].extend(ids)
                for id in ids:
                    self.document.ids[id] = now[at] if at < len(now) else node


class Backlinks(SphinxTransform):
    """Take out ways that lead nowhere: back to a call left out, on to what docutils said."""

    default_priority = 865

    def apply(self, **kwargs: object) -> None:
        """Keep the ways back to calls that the page still has."""
        kinds = (nodes.footnote_reference, nodes.citation_reference)
        calls = {id for kind in kinds for call in self.document.findall(kind) for id in call["ids"]}
        for note in self.document.findall(nodes.footnote):
            note["backrefs"] = [id for id in note["backrefs"] if id in calls]
        for unread in self.document.findall(nodes.problematic):
            unread.attributes.pop("refid", None)  # what docutils said of it is no part of the text


def _targets(node: nodes.Element) -> Iterator[nodes.target]:
    return (target for target in node.findall(nodes.target) if target.children)
