"""Lists in the order of the edition's language: sorts what its author wrote in that of the source.

Every glossary is; a list or a table where `.. rst-class:: sorted` stands above it. What stands
under `.. rst-class:: unsorted` keeps its author's order.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.charter import collation
from build_tools.model import Edition, Language

SORTED, UNSORTED = "sorted", "unsorted"
LISTS = (nodes.bullet_list, nodes.definition_list)


class Glossaries(SphinxTransform):
    """Put the entries of each glossary into the order of their first terms.

    After Sphinx's Locale (20) has translated them and its own GlossarySorter (500), which knows no
    language; before figures and formulas are counted, which go by their place.
    """

    default_priority = 510
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Sort every glossary but those whose author wants another order."""
        for glossary in self.document.findall(addnodes.glossary):
            if UNSORTED not in glossary["classes"]:
                for entries in glossary.findall(nodes.definition_list):
                    if entries.parent is glossary:
                        _sort(entries, self.edition.language)


class Lists(SphinxPostTransform):
    """Put lists and rows under `sorted` into order.

    After Sphinx's ReferencesResolver (10): what a reference reads is known only then.
    """

    default_priority = 20
    edition: Edition

    def run(self, **kwargs: object) -> None:
        """Sort each list and each table that has the class."""
        for node in list(self.document.findall(nodes.Element)):
            if SORTED in node["classes"] and isinstance(node, LISTS):
                _sort(node, self.edition.language)
            elif SORTED in node["classes"] and isinstance(node, nodes.table):
                self._sort_rows(node)

    def _sort_rows(self, table: nodes.table) -> None:
        """Sort the rows below a table's head; rows that share a cell stay as they are."""
        for body in table.findall(nodes.tbody):
            shared = any("morerows" in entry for entry in body.findall(nodes.entry))
            if body.parent.parent is table and not shared:
                _sort(body, self.edition.language)


def _sort(body: nodes.Element, language: Language) -> None:
    body.children.sort(key=lambda each: collation.key(_first(each), language))


def _first(entry: nodes.Node) -> str:
    """Return what an entry is looked up by: a term, the first cell, the first paragraph."""
    leading = entry.children[0] if entry.children else entry
    return " ".join(leading.astext().split())
