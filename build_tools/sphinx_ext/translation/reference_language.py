"""Mark the language of a reference's text where it differs from the passage around it.

In an untranslated passage, “Article 1” is in the language of the edition; in a translated one,
the title of an untranslated article stays in the source language.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.model import Edition, UiStrings
from build_tools.sphinx_ext.text import lang_classes
from build_tools.sphinx_ext.translation.untranslated import UNTRANSLATED

UNTRANSLATED_TITLES = "press-left"


class UntranslatedTitles(SphinxTransform):
    """Store which titles stay in the source language; runs after they are marked (870)."""

    default_priority = 871
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Store the anchors of such sections without a number, which references would show."""
        anchors = {id for section in self._iter_untranslated_sections() for id in section["ids"]}
        if anchors:
            self.env.metadata[self.env.current_document.docname][UNTRANSLATED_TITLES] = anchors

    def _iter_untranslated_sections(self) -> Iterator[nodes.section]:
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            if title is not None and title.get(UNTRANSLATED) and "designation" not in section:
                yield section


class MarkReferenceLanguage(SphinxPostTransform):
    """Mark each reference whose text is in another language than the passage around it.

    Runs before Sphinx's ReferencesResolver (10), while the author's own text is still known.
    """

    default_priority = 9
    edition: Edition

    def run(self, **kwargs: object) -> None:
        """Wrap the reference in an inline node with its language."""
        for node in list(self.document.findall(pending_xref)):
            tag = self._find_text_language(node)
            if (
                tag
                and tag.lower()
                != lang_classes.find_language(node, self.edition.language.tag).lower()
            ):
                inline = nodes.inline(
                    "", "", node.deepcopy(), classes=[lang_classes.make_lang_class(tag)]
                )
                node.replace_self(inline)

    def _find_text_language(self, node: pending_xref) -> str:
        """Return the language of the text a reference will get; empty where its author wrote it."""
        place = _find_label_target(self.env, node) if not node.get("refexplicit") else None
        if place is None:
            return ""
        page, anchor = place
        is_untranslated = anchor in self.env.metadata.get(page, {}).get(UNTRANSLATED_TITLES, ())
        return (self.edition.source if is_untranslated else self.edition.language).tag


def _find_label_target(env: BuildEnvironment, node: pending_xref) -> tuple[str, str] | None:
    """Return page and anchor of a `:ref:` reference, None where its label has no title."""
    if (node.get("refdomain"), node.get("reftype")) != ("std", "ref"):
        return None
    label = env.domains.standard_domain.labels.get(node["reftarget"])
    return (label[0], label[1]) if label else None
