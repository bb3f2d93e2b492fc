"""Curl straight quotation marks in languages that write no spaces, before docutils does so in the others."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util.nodes import is_smartquotable

from build_tools.sanitizer.straight_quotes import curl_spaceless_quotes
from build_tools.sphinx_ext.transform import Page

_STRAIGHT_MARKS = frozenset("\"'")


def curl_page_quotes(page: Page) -> None:
    """Replace the straight marks of blocks where docutils would take an opening mark for a closing one."""
    marks = smartchars.quotes.get(page.edition.language.tag.lower())
    if not marks or not SphinxSmartQuotes(page.document, startnode=None).is_available():
        return
    for block in page.document.findall(nodes.TextElement):
        is_skipped = isinstance(block, SphinxSmartQuotes.nodes_to_skip)
        if not is_skipped and not isinstance(block.parent, nodes.TextElement):
            _curl_block_quotes(block, marks)


def _curl_block_quotes(block: nodes.Element, marks: Sequence[str]) -> None:
    if _STRAIGHT_MARKS.isdisjoint(block.astext()):
        return
    text_nodes = list(block.findall(nodes.Text))
    texts = [str(node) if is_smartquotable(node) else None for node in text_nodes]
    for node, old, new in zip(text_nodes, texts, curl_spaceless_quotes(texts, marks), strict=True):
        if new is not None and new != old:
            node.parent.replace(node, nodes.Text(new))
