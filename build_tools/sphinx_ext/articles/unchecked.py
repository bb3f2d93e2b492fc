"""Say below its title of each article that it could not all be compared with a published text."""

from __future__ import annotations

from docutils import nodes

from build_tools.sphinx_ext.articles.labels import find_label, make_anchor
from build_tools.sphinx_ext.text.mixed_text import make_mixed_text
from build_tools.sphinx_ext.transform import Page

UNCHECKED = "unchecked"


def mark_unchecked_articles(page: Page) -> None:
    """Insert a sentence into each article that the register lists as `unchecked`."""
    labels = {make_anchor(one.label) for one in page.edition.publication.unchecked}
    for section in list(page.document.findall(nodes.section)) if labels else ():
        title = section.next_node(nodes.title)
        if title is not None and find_label(page.document, section) in labels:
            own = page.edition.language.tag
            words = make_mixed_text(
                page.ui_strings(
                    "Not all of this could be compared with a published text."
                    " Look it up in the adopted text before you rely on it."
                )
            )
            mark = nodes.paragraph("", "", *words.make_nodes(own, own), classes=[UNCHECKED])
            section.insert(section.index(title) + 1, mark)
