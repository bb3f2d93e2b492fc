"""Mark the language of a reference's text where it differs from the passage around it.

In an untranslated passage, “Article 1” is in the language of the edition; in a translated one,
the title of an untranslated article stays in the source language.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref

from build_tools.sphinx_ext.text.lang_classes import find_language, make_lang_class
from build_tools.sphinx_ext.transform import Page
from build_tools.sphinx_ext.translation.untranslated import UNTRANSLATED

UNTRANSLATED_TITLES = "press-left"


def collect_untranslated_titles(page: Page) -> None:
    """Store the anchors of sections whose title stays in the source language.

    References to a numbered section show its number instead.
    """
    anchors: set[str] = set()
    for section in page.document.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is not None and title.get(UNTRANSLATED) and "designation" not in section:
            anchors.update(section["ids"])
    if anchors:
        page.metadata[UNTRANSLATED_TITLES] = anchors


def mark_reference_language(page: Page) -> None:
    """Mark each reference whose text is in another language than the passage around it."""
    for node in list(page.document.findall(pending_xref)):
        tag = _find_text_language(page, node)
        if tag and tag.lower() != find_language(node, page.edition.language.tag).lower():
            node.replace_self(nodes.inline("", "", node.deepcopy(), classes=[make_lang_class(tag)]))


def _find_text_language(page: Page, node: pending_xref) -> str:
    """Return the language of the text that a `:ref:` will get; empty if its author wrote it."""
    is_ref = (node.get("refdomain"), node.get("reftype")) == ("std", "ref")
    label = page.env.domains.standard_domain.labels.get(node["reftarget"]) if is_ref else None
    if node.get("refexplicit") or not label:
        return ""
    docname, anchor, _ = label
    is_untranslated = anchor in page.env.metadata.get(docname, {}).get(UNTRANSLATED_TITLES, ())
    return (page.edition.source if is_untranslated else page.edition.language).tag
