"""Untranslated passages: takes what the Locale transform left in the source language, marks it."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from build_tools.model import Edition

MESSAGES = "press-messages"


class Messages(SphinxTransform):
    """List the messages of a page before they are translated (Sphinx's Locale is 20)."""

    default_priority = 5
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Keep each message with its node: which are translated is known later."""
        found = [(node, message) for node, message in extract_messages(self.document)]
        self.document[MESSAGES] = [message for _, message in found]
        for node, _ in found:
            if not isinstance(node, nodes.image):
                node["press-message"] = True


class Fallbacks(SphinxTransform):
    """Give every passage that stayed in the source language its `lang`.

    docutils writes the class `language-en` as `lang="en"`.
    """

    default_priority = 870
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Mark each message that has no translation, titles from inside."""
        tongue = f"language-{self.edition.source.tag.lower()}"
        for node in list(self.document.findall(nodes.Element)):
            is_message = node.attributes.pop("press-message", False)
            if self.edition.is_source or not is_message or node.get("translated"):
                continue
            if isinstance(node, nodes.title):
                _wrap(node, tongue)
            elif tongue not in node["classes"]:
                node["classes"].append(tongue)


def _wrap(title: nodes.title, tongue: str) -> None:
    """Mark a title's words from inside, so that contents and references are marked too."""
    named = [child for child in title.children if _is_designation(child)]
    rest = [child for child in title.children if not _is_designation(child)]
    title.children = []
    title.extend([*named, nodes.inline("", "", *rest, classes=[tongue])])


def _is_designation(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "designation" in node["classes"]
