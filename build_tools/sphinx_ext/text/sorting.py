"""Sort lists, tables and glossaries in the order of the edition's language.

Every glossary is sorted; a list or a table where `.. rst-class:: sorted` is above it. Under
`.. rst-class:: unsorted` the author's order stays.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from build_tools.model import Language
from build_tools.sphinx_ext.text.collation import make_sort_key
from build_tools.sphinx_ext.transform import Page

SORTED, UNSORTED = "sorted", "unsorted"
LISTS = (nodes.bullet_list, nodes.definition_list)


def sort_glossaries(page: Page) -> None:
    """Sort the entries of each glossary by their first terms, unless it is marked `unsorted`.

    Figures and formulas are numbered later, by position.
    """
    for glossary in page.document.findall(addnodes.glossary):
        for entries in glossary.findall(nodes.definition_list):
            if entries.parent is glossary and UNSORTED not in glossary["classes"]:
                _sort_children(entries, page.edition.language)


def sort_lists(page: Page) -> None:
    """Sort each list and the rows of each table that are marked `sorted`."""
    for node in list(page.document.findall(nodes.Element)):
        if SORTED in node["classes"] and isinstance(node, LISTS):
            _sort_children(node, page.edition.language)
        elif SORTED in node["classes"] and isinstance(node, nodes.table):
            _sort_rows(node, page.edition.language)


def _sort_rows(table: nodes.table, language: Language) -> None:
    """Sort the rows of a table's body; rows that share a cell stay as they are."""
    for body in table.findall(nodes.tbody):
        has_row_spans = any("morerows" in entry for entry in body.findall(nodes.entry))
        if body.parent.parent is table and not has_row_spans:
            _sort_children(body, language)


def _sort_children(body: nodes.Element, language: Language) -> None:
    body.children.sort(key=lambda entry: make_sort_key(_get_headword(entry), language))


def _get_headword(entry: nodes.Node) -> str:
    """Return the text an entry is sorted by: a term, the first cell, the first paragraph."""
    leading = entry.children[0] if entry.children else entry
    return " ".join(leading.astext().split())
