"""What a reference reads, in its language: takes a doctree, marks what differs from what is around.

In a passage that nobody translated, “Article 1” is in the language of the edition; in one that is
translated, the title of an article that is not stays in the source's.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.charter import tongues
from build_tools.charter.fallback import UNTRANSLATED
from build_tools.model import Edition, UiStrings

LEFT = "press-left"


class Left(SphinxTransform):
    """Keep which titles of a page stayed in the source's language; after they are marked (870)."""

    default_priority = 871
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Note the anchors of such sections; a number before a title is what references read."""
        found = {id for section in self._left() for id in section["ids"]}
        if found:
            self.env.metadata[self.env.current_document.docname][LEFT] = found

    def _left(self) -> Iterator[nodes.section]:
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            if title is not None and title.get(UNTRANSLATED) and "designation" not in section:
                yield section


class Pointing(SphinxPostTransform):
    """Mark each reference whose words are in another language than the passage around it.

    Before Sphinx's ReferencesResolver (10), which still knows what an author wrote.
    """

    default_priority = 9
    edition: Edition

    def run(self, **kwargs: object) -> None:
        """Put the reference into an element with its language."""
        for node in list(self.document.findall(pending_xref)):
            tag = self._spoken(node)
            if tag and tag.lower() != tongues.around(node, self.edition.language.tag).lower():
                marked = nodes.inline("", "", node.deepcopy(), classes=[tongues.mark(tag)])
                node.replace_self(marked)

    def _spoken(self, node: pending_xref) -> str:
        """Return the language of what a reference will read; nothing where its author wrote it."""
        place = _place(self.env, node) if not node.get("refexplicit") else None
        if place is None:
            return ""
        page, anchor = place
        left = anchor in self.env.metadata.get(page, {}).get(LEFT, ())
        return (self.edition.source if left else self.edition.language).tag


def _place(env: BuildEnvironment, node: pending_xref) -> tuple[str, str] | None:
    """Return the page and the anchor that a reference leads to, if it is to a place with a name."""
    if (node.get("refdomain"), node.get("reftype")) != ("std", "ref"):
        return None
    found = env.domains.standard_domain.labels.get(node["reftarget"])
    return (found[0], found[1]) if found else None
