"""Mark the text of each reference with its language, and the parts of one that is in several."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref

from build_tools.model import LocalizedText
from build_tools.sphinx_ext.text.lang_classes import find_language, make_lang_class
from build_tools.sphinx_ext.text.mixed_text import MixedText, make_mixed_text
from build_tools.sphinx_ext.transform import REFERENCE_TEXTS, Page

_TEXT = "press-mixed-text"


def mark_reference_language(page: Page) -> None:
    """Mark each reference whose text is in another language than the passage around it."""
    for node in list(page.document.findall(pending_xref)):
        text = _find_reference_text(page, node)
        if text is None:
            continue
        if not text.is_only(text.language):
            # ReferencesResolver writes the text as one; split_reference_texts marks its parts.
            node.replace_self(nodes.inline("", "", node.deepcopy(), **{_TEXT: text}))
        elif text.language.lower() != find_language(node, page.edition.language.tag).lower():
            lang_class = make_lang_class(text.language)
            node.replace_self(nodes.inline("", "", node.deepcopy(), classes=[lang_class]))


def _find_reference_text(page: Page, node: pending_xref) -> MixedText | None:
    """Return the text that a `:ref:` will get; None if its author wrote it."""
    is_ref = (node.get("refdomain"), node.get("reftype")) == ("std", "ref")
    label = page.env.domains.standard_domain.labels.get(node["reftarget"]) if is_ref else None
    if node.get("refexplicit") or not label:
        return None
    docname, anchor, words = label
    known: dict[str, MixedText] = page.env.metadata.get(docname, {}).get(REFERENCE_TEXTS, {})
    own = make_mixed_text(LocalizedText(text=words, language=page.edition.language.tag))
    return known.get(anchor, own)


def split_reference_texts(page: Page) -> None:
    """Split the text of each reference that is in several languages, once it is written."""
    for wrapper in [node for node in page.document.findall(nodes.inline) if _TEXT in node]:
        mixed: MixedText = wrapper[_TEXT]
        own = page.edition.language.tag
        around = find_language(wrapper, own)
        for text in list(wrapper.findall(nodes.Text)):
            if text.astext() == mixed.text:
                text.parent.replace(text, list(mixed.make_nodes(around, own)))
        wrapper.replace_self(wrapper.children)
