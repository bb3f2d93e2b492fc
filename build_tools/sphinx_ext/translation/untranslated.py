"""Collect the messages of a page, and mark those that stay in the source language."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import extract_messages

from build_tools.model import Edition, LocalizedText
from build_tools.sphinx_ext.articles.titles import get_section_name, is_designation
from build_tools.sphinx_ext.text.lang_classes import make_lang_class
from build_tools.sphinx_ext.text.mixed_text import make_mixed_text
from build_tools.sphinx_ext.transform import REFERENCE_TEXTS, Page
from build_tools.sphinx_ext.translation.index_words import iter_index_words
from build_tools.sphinx_ext.translation.title_language import MESSAGE

MESSAGES = "press-messages"
UNTRANSLATED = "press-untranslated"


def collect_messages(page: Page) -> None:
    """Store each message of a page with its node, before it is translated."""
    messages = [row for row in extract_messages(page.document) if not _is_unused(row[0], page.document)]
    messages += iter_index_words(page.document)
    page.document[MESSAGES] = [message for _, message in messages]
    for node, message in messages:
        # A toctree has several.
        node[MESSAGE] = [*node.get(MESSAGE, ()), (message, node.line or 0)]
    if not page.edition.is_source:
        _mark_untranslatable(page)


def _is_unused(node: nodes.Element, document: nodes.document) -> bool:
    """Return whether a node is the picture of a substitution that its page does not use."""
    definition = node.parent
    if not isinstance(definition, nodes.substitution_definition):
        return False
    names = {name.lower() for name in definition["names"]}
    used = document.findall(nodes.substitution_reference)
    return not any(reference["refname"].lower() in names for reference in used)


def _mark_untranslatable(page: Page) -> None:
    """Mark what no catalogue can hold: subtitles, and the text of substitutions."""
    lang_class = make_lang_class(page.edition.source.tag)
    for subtitle in page.document.findall(nodes.subtitle):
        subtitle["classes"].append(lang_class)
    for definition in page.document.findall(nodes.substitution_definition):
        for text in [child for child in definition.children if isinstance(child, nodes.Text)]:
            definition.replace(text, nodes.inline("", "", text, classes=[lang_class]))


def mark_untranslated(page: Page) -> None:
    """Mark each message that stays in the source language; titles by an inner node."""
    if page.edition.is_source:
        return
    lang_class = make_lang_class(page.edition.source.tag)
    # What Sphinx says itself is in the language already, though no catalogue has it.
    sphinx_texts = {text.text for text in page.ui_strings.messages.values()}
    for node in list(page.document.findall(nodes.Element)):
        *_, (message, _) = node.get(MESSAGE) or [("", 0)]
        if not message or message in sphinx_texts or _is_translated(node, message):
            continue
        if isinstance(node, nodes.title):
            _wrap_title(node, lang_class)
        elif lang_class not in node["classes"]:
            node["classes"].append(lang_class)


def is_caption_untranslated(toctree: nodes.Element, edition: Edition) -> bool:
    """Return whether the caption of a toctree stays in the source language."""
    return make_lang_class(edition.source.tag) in toctree["classes"]


def _is_translated(node: nodes.Element, message: str) -> bool:
    # Sphinx does not note it of an image, nor of a contents tree.
    changed = isinstance(node, nodes.image) and node.get("alt") != message
    if isinstance(node, addnodes.toctree):
        changed = message not in {node.get("caption"), *(title for title, _ in node["entries"])}
    return changed or bool(node.get("translated"))


def _wrap_title(title: nodes.title, lang_class: str) -> None:
    """Mark the text of a title by an inner node, so that contents and references copy the mark."""
    designation = [child for child in title.children if is_designation(child)]
    rest = [child for child in title.children if not is_designation(child)]
    title.children = []
    title.extend([*designation, nodes.inline("", "", *rest, classes=[lang_class])])
    title[UNTRANSLATED] = True


def collect_untranslated_titles(page: Page) -> None:
    """Store the titles that stay in the source language, which references to their sections read."""
    texts = page.metadata.setdefault(REFERENCE_TEXTS, {})
    for section in page.document.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is not None and title.get(UNTRANSLATED) and "designation" not in section:
            text = LocalizedText(text=get_section_name(section), language=page.edition.source.tag)
            texts |= dict.fromkeys(section["ids"], make_mixed_text(text))
