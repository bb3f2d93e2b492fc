"""Collect the messages of a page, and mark those that stay in the source language."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from build_tools.model import Edition, Language, UiStrings
from build_tools.sphinx_ext.text import lang_classes

MESSAGES = "press-messages"
MESSAGE = "press-message"
UNTRANSLATED = "press-untranslated"


class CollectMessages(SphinxTransform):
    """Collect the messages of a page before Sphinx's Locale transform (20) translates them.

    Runs after 10: before that, nodes lack what Sphinx extracts messages from, captions above
    all.
    """

    default_priority = 15
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Store each message with its node; which are translated is known later."""
        messages = [(node, message) for node, message in extract_messages(self.document)]
        self.document[MESSAGES] = [message for _, message in messages]
        for node, message in messages:
            # A contents tree has several.
            node[MESSAGE] = [*node.get(MESSAGE, ()), (message, node.line or 0)]
        if not self.edition.is_source:
            self._mark_untranslatable()

    def _mark_untranslatable(self) -> None:
        """Mark what no catalogue can hold: subtitles, and the text of substitutions."""
        lang_class = lang_classes.make_lang_class(self.edition.source.tag)
        for subtitle in self.document.findall(nodes.subtitle):
            subtitle["classes"].append(lang_class)
        for definition in self.document.findall(nodes.substitution_definition):
            for text in [child for child in definition.children if isinstance(child, nodes.Text)]:
                definition.replace(text, nodes.inline("", "", text, classes=[lang_class]))


class MarkUntranslated(SphinxTransform):
    """Mark every passage that stays in the source language with its `lang`."""

    default_priority = 870
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Mark each message without a translation; titles are marked by an inner node."""
        lang_class = lang_classes.make_lang_class(self.edition.source.tag)
        # What Sphinx says itself is in the language already, though no catalogue has it.
        sphinx_texts = {word.text for word in self.ui_strings.messages.values()}
        for node in list(self.document.findall(nodes.Element)):
            *_, (message, _) = node.get(MESSAGE) or [("", 0)]
            if self.edition.is_source or not message or _is_translated(node, message):
                continue
            if message in sphinx_texts:
                continue
            if isinstance(node, nodes.title):
                _wrap_title(node, lang_class)
            elif lang_class not in node["classes"]:
                node["classes"].append(lang_class)


def find_title_language(title: nodes.title, edition: Edition) -> Language:
    """Return the language of a page's title, after Sphinx's Locale transform (20)."""
    is_own = edition.is_source or not title.get(MESSAGE) or bool(title.get("translated"))
    return edition.language if is_own else edition.source


def is_caption_untranslated(toctree: nodes.Element, edition: Edition) -> bool:
    """Return whether the caption of a toctree stays in the source language."""
    return lang_classes.make_lang_class(edition.source.tag) in toctree["classes"]


def _is_translated(node: nodes.Element, message: str) -> bool:
    # Sphinx does not note it of an image, nor of a contents tree.
    changed = isinstance(node, nodes.image) and node.get("alt") != message
    if isinstance(node, addnodes.toctree):
        changed = message not in {node.get("caption"), *(title for title, _ in node["entries"])}
    return changed or bool(node.get("translated"))


def _wrap_title(title: nodes.title, lang_class: str) -> None:
    """Mark the text of a title by an inner node, so that contents and references copy the mark."""
    designation_nodes = [child for child in title.children if _is_designation(child)]
    rest = [child for child in title.children if not _is_designation(child)]
    title.children = []
    title.extend([*designation_nodes, nodes.inline("", "", *rest, classes=[lang_class])])
    title[UNTRANSLATED] = True


def _is_designation(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "designation" in node["classes"]
