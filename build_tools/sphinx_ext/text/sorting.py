"""Sort lists, tables and glossaries in the order of the edition's language.

Every glossary is sorted; a list or a table where `.. rst-class:: sorted` is above it. Under
`.. rst-class:: unsorted` the author's order stays.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.model import Edition, Language
from build_tools.sphinx_ext.text import collation

SORTED, UNSORTED = "sorted", "unsorted"
LISTS = (nodes.bullet_list, nodes.definition_list)


class SortGlossaries(SphinxTransform):
    """Sort the entries of each glossary by their first terms.

    Runs after Sphinx's Locale (20) has translated them and its GlossarySorter (500), which knows
    no language; before figures and formulas are numbered by position.
    """

    default_priority = 510
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Sort every glossary except those that are marked `unsorted`."""
        for glossary in self.document.findall(addnodes.glossary):
            if UNSORTED not in glossary["classes"]:
                for entries in glossary.findall(nodes.definition_list):
                    if entries.parent is glossary:
                        _sort_children(entries, self.edition.language)


class SortLists(SphinxPostTransform):
    """Sort lists and table rows that are marked `sorted`.

    Runs after Sphinx's ReferencesResolver (10): before it, references have no text.
    """

    default_priority = 20
    edition: Edition

    def run(self, **kwargs: object) -> None:
        """Sort each list and each table that has the class."""
        for node in list(self.document.findall(nodes.Element)):
            if SORTED in node["classes"] and isinstance(node, LISTS):
                _sort_children(node, self.edition.language)
            elif SORTED in node["classes"] and isinstance(node, nodes.table):
                self._sort_rows(node)

    def _sort_rows(self, table: nodes.table) -> None:
        """Sort the rows of a table's body; rows that share a cell stay as they are."""
        for body in table.findall(nodes.tbody):
            has_row_spans = any("morerows" in entry for entry in body.findall(nodes.entry))
            if body.parent.parent is table and not has_row_spans:
                _sort_children(body, self.edition.language)


def _sort_children(body: nodes.Element, language: Language) -> None:
    body.children.sort(key=lambda each: collation.make_sort_key(_get_headword(each), language))


def _get_headword(entry: nodes.Node) -> str:
    """Return the text an entry is sorted by: a term, the first cell, the first paragraph."""
    leading = entry.children[0] if entry.children else entry
    return " ".join(leading.astext().split())
