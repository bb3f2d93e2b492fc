"""Say of an example that it is one: an invention of its edition, which adds no rule.

An author writes `.. container:: example`, which every tool that reads reST knows.
"""

from __future__ import annotations

from docutils import nodes

from build_tools.sphinx_ext.text.lang_classes import find_language
from build_tools.sphinx_ext.text.mixed_text import make_mixed_text
from build_tools.sphinx_ext.transform import Page

EXAMPLE = "example"
LABEL = "example-label"


def label_examples(page: Page) -> None:
    """Begin the first paragraph of each example with the words for it."""
    for box in page.document.findall(nodes.container):
        paragraph = box.next_node(nodes.paragraph) if EXAMPLE in box["classes"] else None
        if paragraph is not None:
            own = page.edition.language.tag
            words = make_mixed_text(page.ui_strings("For example:"))
            label = words.make_nodes(find_language(paragraph, own), own)
            paragraph.insert(0, [nodes.inline("", "", *label, classes=[LABEL]), nodes.Text(" ")])
