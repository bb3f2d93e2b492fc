"""Describe a page in a line, as search engines show it."""

from __future__ import annotations

from docutils import nodes

from build_tools.sphinx_ext.articles.item_marks import ITEM_MARK
from build_tools.sphinx_ext.articles.predecessors import PREDECESSOR
from build_tools.sphinx_ext.text.lang_classes import get_own_language
from build_tools.sphinx_ext.text.spacing import collapse_whitespace

# Search engines show about this many letters.
LENGTH = 160
_TEXT_PARENTS = (nodes.document, nodes.section, nodes.enumerated_list, nodes.bullet_list, nodes.list_item)


def describe_page(tree: nodes.document) -> str:
    """Return the first words of a page's text in its own language; empty where it has none."""
    description = ""
    for paragraph in tree.findall(nodes.paragraph):
        if len(description) < LENGTH and _is_running_text(paragraph):
            description = f"{description} {_read_words(paragraph)}".strip()
    return shorten_description(description)


def shorten_description(words: str) -> str:
    """Return as many whole words as search engines show."""
    if len(words) <= LENGTH:
        return words
    return words[:LENGTH].rpartition(" ")[0].rstrip(",;:،؛ ") + "…"


def _is_running_text(paragraph: nodes.paragraph) -> bool:
    """Return whether a paragraph of the text stands in no note, table, example or foreign passage."""
    if PREDECESSOR in paragraph["classes"]:
        return False
    node: nodes.Node | None = paragraph
    while node is not None and node.parent is not None:
        if not isinstance(node.parent, _TEXT_PARENTS) or (
            isinstance(node, nodes.Element) and get_own_language(node)
        ):
            return False
        node = node.parent
    return True


def _read_words(paragraph: nodes.paragraph) -> str:
    """Return the text of a paragraph without the mark of its item and the calls of its notes."""
    texts = (
        text.astext()
        for text in paragraph.findall(nodes.Text)
        if not isinstance(text.parent, nodes.footnote_reference)
        and ITEM_MARK not in text.parent.get("classes", ())
    )
    return collapse_whitespace("".join(texts))
