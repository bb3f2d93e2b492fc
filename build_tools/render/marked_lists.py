"""Translate lists whose marks are text: an `ol` would be numbered once more wherever no CSS is read."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from build_tools.render.sphinx_labels import LabelledTranslator


class MarkedListTranslator(LabelledTranslator):
    """Write lists of numbers and letters, and their items, as elements with the roles of a list."""

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Open a list; its classes say what its items are marked with, and whether they are short."""
        classes = ["enumerated", node["enumtype"], *(["simple"] if self.is_compactable(node) else [])]
        attributes: dict[str, Any] = {"classes": classes, "role": "list"}
        self.body.append(self.starttag(node, "div", **attributes))

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Close what `visit_enumerated_list` opened."""
        self.body.append("</div>\n")

    def visit_list_item(self, node: nodes.list_item) -> None:
        """Open an item, of a list with marks or of one with bullets."""
        if isinstance(node.parent, nodes.enumerated_list):
            attributes: dict[str, Any] = {"CLASS": "item", "role": "listitem"}
            self.body.append(self.starttag(node, "div", "", **attributes))
        else:
            super().visit_list_item(node)

    def depart_list_item(self, node: nodes.list_item) -> None:
        """Close what `visit_list_item` opened."""
        if isinstance(node.parent, nodes.enumerated_list):
            self.body.append("</div>\n")
        else:
            super().depart_list_item(node)
