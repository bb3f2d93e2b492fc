"""Paragraphs that some languages do not count: takes a section's numbers away, not its anchors."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter.labels import MARKS, anchor_of, label_of
from build_tools.model import Edition


class Unnumbered(SphinxTransform):
    """Make plain paragraphs of those that the register leaves unnumbered in this language.

    Runs after the anchors are set (265), which are the same in every language.
    """

    default_priority = 266
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Put what the items of such an article hold in the place of their list."""
        labels = {anchor_of(one.label) for one in self.edition.unnumbered}
        for section in self.document.findall(nodes.section) if labels else ():
            if label_of(self.document, section) not in labels:
                continue
            for child in list(section.children):
                if isinstance(child, nodes.enumerated_list) and child["enumtype"] == "arabic":
                    child.replace_self(
                        [each for item in child.children for each in self._plain(item)]
                    )

    def _plain(self, item: nodes.Node) -> list[nodes.Node]:
        """Return what an item holds; the first of it takes the item's anchor."""
        if not isinstance(item, nodes.Element):
            return [item]
        seen = (each for each in item.children if not isinstance(each, nodes.Invisible))
        first = next(seen, None)
        if not isinstance(first, nodes.Element):
            first = nodes.paragraph()
            item += first
        for each in item.findall(nodes.Element):
            if MARKS in each:
                each[MARKS] = each[MARKS][1:]
        first[MARKS] = ()
        first["ids"] = [*item["ids"], *first["ids"]]
        first["names"] = [*item["names"], *first["names"]]
        self.document.ids.update(dict.fromkeys(item["ids"], first))
        return list(item.children)
