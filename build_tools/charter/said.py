"""What Sphinx says itself in a text: marks it where it is not in the edition's language."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.charter import tongues

if TYPE_CHECKING:
    from build_tools.charter.pages import Pages

CHANGES = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}
NUMBERED = {
    "section": "Section %s",
    "figure": "Fig. %s",
    "table": "Table %s",
    "code-block": "Listing %s",
}
FIELDS = (
    *("Type", "Default", "Parameters", "Template Parameters", "Arguments", "Variables"),
    *("Returns", "Return type", "Return values", "Raises", "Throws"),
)
CONTENTS = "Contents"


class Said(HTML5Translator):
    """Sphinx's translator; a word of it that nobody has translated gets its `lang`."""

    @property
    def pages(self) -> Pages:
        """The builder, which knows the medium."""
        return cast("Pages", self.builder)

    def _mark(self, node: nodes.Element, message: str, around: nodes.Element | None = None) -> None:
        """Give a node the class that docutils writes as `lang`, unless it is so around it."""
        language = self.pages.reading.words(message).language
        home = self.pages.reading.edition.language.tag
        if language.lower() != tongues.around(around or node.parent, home).lower():
            node["classes"].append(tongues.mark(language))

    def visit_admonition(self, node: nodes.Element, name: str = "") -> None:
        """Open what is set apart, under the name of its kind."""
        super().visit_admonition(node, name)
        if name:
            message = "See also" if name == "seealso" else name.capitalize()
            self._mark(cast("nodes.Element", node[0]), message)

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """Open a remark on a change of the text."""
        super().visit_versionmodified(node)
        labels = [one for one in node.findall(nodes.inline) if "versionmodified" in one["classes"]]
        if labels:
            self._mark(labels[0], CHANGES[node["type"]])

    def visit_number_reference(self, node: nodes.Element) -> None:
        """Open a reference that reads “Fig. 2”."""
        for message in NUMBERED.values():
            if node.get("title") == self.pages.reading.words(message).text:
                self._mark(cast("nodes.Element", node[0]), message)
        super().visit_number_reference(node)

    def visit_field_name(self, node: nodes.field_name) -> None:
        """Open the name of a field; those of functions are Sphinx's."""
        if node.astext() in FIELDS:
            self._mark(node, node.astext())
        super().visit_field_name(node)

    def call_contents(self, topic: nodes.Element) -> None:
        """Call contents as we do: docutils knows their name in fewer languages."""
        title = topic.next_node(nodes.title)
        if title is not None and title.astext() in (CONTENTS, self.language.labels["contents"]):
            title[:] = [nodes.Text(self.pages.contents)]
            self._mark(title, CONTENTS)

    def add_fignumber(self, node: nodes.Element) -> None:
        """Write “Fig. 2” before a caption."""
        at = len(self.body)
        super().add_fignumber(node)
        kind = self._domains.standard_domain.get_enumerable_node_type(node)
        if len(self.body) > at and kind in NUMBERED:
            label = nodes.inline(classes=["caption-number"])
            self._mark(label, NUMBERED[kind], node.next_node(nodes.caption) or node)
            self.body[at] = self.starttag(label, "span", "")
            # Sphinx writes the word as it stands, a catalogue's too.
            self.body[at + 1] = escape(self.body[at + 1], quote=False)
