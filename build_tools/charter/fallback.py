"""Untranslated passages: takes what the Locale transform left in the source language, marks it."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from build_tools.charter import tongues
from build_tools.model import Edition, Language, UiStrings

MESSAGES = "press-messages"
MESSAGE = "press-message"
UNTRANSLATED = "press-untranslated"


class Messages(SphinxTransform):
    """List the messages of a page before they are translated (Sphinx's Locale is 20).

    After 10: until then nodes lack what Sphinx itself cuts messages from, captions above all.
    """

    default_priority = 15
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Keep each message with its node: which are translated is known later."""
        found = [(node, message) for node, message in extract_messages(self.document)]
        self.document[MESSAGES] = [message for _, message in found]
        for node, message in found:
            # A contents tree has several.
            node[MESSAGE] = [*node.get(MESSAGE, ()), (message, node.line or 0)]
        if not self.edition.is_source:
            self._mark_untranslatable()

    def _mark_untranslatable(self) -> None:
        """Mark what no catalogue can hold: subtitles, and the words that substitutions bring."""
        tongue = tongues.mark(self.edition.source.tag)
        for subtitle in self.document.findall(nodes.subtitle):
            subtitle["classes"].append(tongue)
        for definition in self.document.findall(nodes.substitution_definition):
            for text in [child for child in definition.children if isinstance(child, nodes.Text)]:
                definition.replace(text, nodes.inline("", "", text, classes=[tongue]))


class Fallbacks(SphinxTransform):
    """Give every passage that stayed in the source language its `lang`."""

    default_priority = 870
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Mark each message that has no translation, titles from inside."""
        tongue = tongues.mark(self.edition.source.tag)
        # What Sphinx says itself is in the language already, though no catalogue has it.
        said = {word.text for word in self.words.messages.values()}
        for node in list(self.document.findall(nodes.Element)):
            *_, (message, _) = node.get(MESSAGE) or [("", 0)]
            if self.edition.is_source or not message or _is_translated(node, message):
                continue
            if message in said:
                continue
            if isinstance(node, nodes.title):
                _wrap(node, tongue)
            elif tongue not in node["classes"]:
                node["classes"].append(tongue)


def spoken(title: nodes.title, edition: Edition) -> Language:
    """Return the language of a page's title, once Sphinx's Locale (20) is through."""
    is_own = edition.is_source or not title.get(MESSAGE) or bool(title.get("translated"))
    return edition.language if is_own else edition.source


def keeps_source(toctree: nodes.Element, edition: Edition) -> bool:
    """Return whether the caption of a contents tree stayed in the source language."""
    return tongues.mark(edition.source.tag) in toctree["classes"]


def _is_translated(node: nodes.Element, message: str) -> bool:
    # Sphinx does not note it of an image, nor of a contents tree.
    changed = isinstance(node, nodes.image) and node.get("alt") != message
    if isinstance(node, addnodes.toctree):
        changed = message not in {node.get("caption"), *(title for title, _ in node["entries"])}
    return changed or bool(node.get("translated"))


def _wrap(title: nodes.title, tongue: str) -> None:
    """Mark a title's words from inside, so that contents and references are marked too."""
    named = [child for child in title.children if _is_designation(child)]
    rest = [child for child in title.children if not _is_designation(child)]
    title.children = []
    title.extend([*named, nodes.inline("", "", *rest, classes=[tongue])])
    title[UNTRANSLATED] = True


def _is_designation(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "designation" in node["classes"]
