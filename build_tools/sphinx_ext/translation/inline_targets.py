"""Keep the ids of inline targets as in the source, whatever a translation calls them."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

SAVED_TARGETS = "press-targets"


class SaveTargets(SphinxTransform):
    """Save the inline targets of each message before Sphinx's Locale transform (20)."""

    default_priority = 16

    def apply(self, **kwargs: object) -> None:
        """Store the ids and names of each target with its message."""
        for node, _ in extract_messages(self.document):
            targets = [(target["ids"], target["names"]) for target in _iter_inline_targets(node)]
            if targets:
                node[SAVED_TARGETS] = targets


class RestoreTargets(SphinxTransform):
    """Restore the ids of inline targets; one that a translation omits goes to its message."""

    default_priority = 22

    def apply(self, **kwargs: object) -> None:
        """Restore the ids in the order of the source, so that every link resolves."""
        for node in list(self.document.findall(nodes.Element)):
            saved = node.attributes.pop(SAVED_TARGETS, ())
            targets = list(_iter_inline_targets(node)) if saved else []
            for number, (ids, names) in enumerate(saved):
                if number < len(targets):
                    targets[number]["ids"], targets[number]["names"] = ids, names
                else:
                    node["ids"].extend(ids)
                for id in ids:
                    self.document.ids[id] = targets[number] if number < len(targets) else node


class PruneBacklinks(SphinxTransform):
    """Remove links without a target: back to an omitted note reference, or to a system message."""

    default_priority = 865

    def apply(self, **kwargs: object) -> None:
        """Keep the backlinks to note references that the page still has."""
        kinds = (nodes.footnote_reference, nodes.citation_reference)
        calls = {id for kind in kinds for call in self.document.findall(kind) for id in call["ids"]}
        for note in self.document.findall(nodes.footnote):
            note["backrefs"] = [id for id in note["backrefs"] if id in calls]
        for problematic in self.document.findall(nodes.problematic):
            problematic.attributes.pop(
                "refid", None
            )  # what docutils said of it is no part of the text


def _iter_inline_targets(node: nodes.Element) -> Iterator[nodes.target]:
    return (target for target in node.findall(nodes.target) if target.children)
