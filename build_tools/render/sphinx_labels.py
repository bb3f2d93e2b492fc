"""Mark the language of labels that Sphinx writes itself, where it is not the edition's."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.script_direction import find_direction
from build_tools.sphinx_ext.text import lang_classes
from build_tools.sphinx_ext.text.lang_classes import get_own_language

if TYPE_CHECKING:
    from build_tools.render.html_builder import EditionHTMLBuilder

CHANGE_LABELS = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}
NUMBER_LABELS = {
    "section": "Section %s",
    "figure": "Fig. %s",
    "table": "Table %s",
    "code-block": "Listing %s",
}
FIELD_LABELS = (
    *("Type", "Default", "Parameters", "Template Parameters", "Arguments", "Variables"),
    *("Returns", "Return type", "Return values", "Raises", "Throws"),
)
CONTENTS_LABEL = "Contents"


class LabelledTranslator(HTML5Translator):
    """Extend Sphinx's translator: a label of its own that is not translated gets its `lang`."""

    @property
    def edition_builder(self) -> EditionHTMLBuilder:
        """Return the builder, which knows the format."""
        return cast("EditionHTMLBuilder", self.builder)

    def _mark_label(self, node: nodes.Element, message: str, context: nodes.Element | None = None) -> None:
        """Mark a node with the language of a label, unless its parent has it."""
        language = self.edition_builder.reading.ui_strings(message).language
        own_tag = self.edition_builder.reading.edition.language.tag
        if language.lower() != lang_classes.find_language(context or node.parent, own_tag).lower():
            node["classes"].append(lang_classes.make_lang_class(language))

    def _wrap_label(self, node: nodes.Element, message: str) -> None:
        """Mark a block with the language of a label; if that has another direction, the text in the block."""
        inner = nodes.inline("", "", *node.children)
        self._mark_label(inner, message, node)
        if not self._has_other_direction(inner):
            self._mark_label(node, message)
        else:
            node.children = []
            node += inner

    def _has_other_direction(self, label: nodes.Element) -> bool:
        tag = get_own_language(label)
        return bool(tag) and find_direction(tag) != self.edition_builder.direction

    def visit_admonition(self, node: nodes.Element, name: str = "") -> None:
        """Write the title of an admonition, marked if it is in another language."""
        super().visit_admonition(node, name)
        if name:
            message = "See also" if name == "seealso" else name.capitalize()
            self._wrap_label(cast("nodes.Element", node[0]), message)

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """Write the label of a change note, marked if it is in another language."""
        super().visit_versionmodified(node)
        for label in node.findall(nodes.inline):
            if "versionmodified" in label["classes"]:
                self._mark_label(label, CHANGE_LABELS[node["type"]])
                if self._has_other_direction(label):
                    _move_end_space(label)
                break

    def visit_number_reference(self, node: nodes.Element) -> None:
        """Write a numbered reference, its label marked if it is in another language."""
        for message in NUMBER_LABELS.values():
            if node.get("title") == self.edition_builder.reading.ui_strings(message).text:
                self._mark_label(cast("nodes.Element", node[0]), message)
        super().visit_number_reference(node)

    def visit_field_name(self, node: nodes.field_name) -> None:
        """Open the name of a field; those of functions are Sphinx's."""
        if node.astext() in FIELD_LABELS:
            self._wrap_label(node, node.astext())
        super().visit_field_name(node)

    def set_contents_title(self, topic: nodes.Element) -> None:
        """Set the title of contents from the UI strings: docutils has it in fewer languages."""
        title = topic.next_node(nodes.title)
        labels = (CONTENTS_LABEL, self.language.labels["contents"])
        if title is not None and title.astext() in labels:
            title[:] = [nodes.Text(self.edition_builder.contents_title)]
            self._wrap_label(title, CONTENTS_LABEL)

    def add_fignumber(self, node: nodes.Element) -> None:
        """Write “Fig. 2” before a caption."""
        position = len(self.body)
        super().add_fignumber(node)
        kind = self._domains.standard_domain.get_enumerable_node_type(node)
        if len(self.body) > position and kind in NUMBER_LABELS:
            label = nodes.inline(classes=["caption-number"])
            self._mark_label(label, NUMBER_LABELS[kind], node.next_node(nodes.caption) or node)
            self.body[position] = self.starttag(label, "span", "")
            # Sphinx does not escape the word, though it may come from a catalogue.
            self.body[position + 1] = escape(self.body[position + 1], quote=False)
            if self._has_other_direction(label) and self.body[position + 1].endswith(" "):
                # The space is ours: within a word from the left it would stand at its other side.
                self.body[position + 1] = self.body[position + 1].removesuffix(" ")
                self.body[position + 2] += " "


def _move_end_space(label: nodes.Element) -> None:
    """Move the space at the end of a label behind it: within, it would stand at the label's other side."""
    text = label[-1]
    if isinstance(text, nodes.Text) and text.endswith(" "):
        label.replace(text, nodes.Text(text.rstrip(" ")))
        label.parent.insert(label.parent.index(label) + 1, nodes.Text(" "))
