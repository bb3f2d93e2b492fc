"""Remove the numbers of paragraphs that some languages do not count; anchors stay."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.model import Edition
from build_tools.sphinx_ext.articles.labels import LIST_MARKS, find_label, make_anchor


class RemoveNumbering(SphinxTransform):
    """Replace a numbered list by plain paragraphs where the register says so for this language.

    Runs after the anchors are set (265), which are the same in every language.
    """

    default_priority = 266
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Replace the list of such an article by the content of its items."""
        labels = {make_anchor(one.label) for one in self.edition.unnumbered}
        for section in self.document.findall(nodes.section) if labels else ():
            if find_label(self.document, section) not in labels:
                continue
            for child in list(section.children):
                if isinstance(child, nodes.enumerated_list) and child["enumtype"] == "arabic":
                    child.replace_self(
                        [each for item in child.children for each in self._unwrap_item(item)]
                    )

    def _unwrap_item(self, item: nodes.Node) -> list[nodes.Node]:
        """Return the content of an item; its first node takes the item's anchor."""
        if not isinstance(item, nodes.Element):
            return [item]
        visible_nodes = (each for each in item.children if not isinstance(each, nodes.Invisible))
        first = next(visible_nodes, None)
        if not isinstance(first, nodes.Element):
            first = nodes.paragraph()
            item += first
        for element in item.findall(nodes.Element):
            if LIST_MARKS in element:
                element[LIST_MARKS] = element[LIST_MARKS][1:]
        first[LIST_MARKS] = ()
        first["ids"] = [*item["ids"], *first["ids"]]
        first["names"] = [*item["names"], *first["names"]]
        self.document.ids.update(dict.fromkeys(item["ids"], first))
        return list(item.children)
