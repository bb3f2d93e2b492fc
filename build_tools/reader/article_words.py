"""List the articles of an edition with digests of their words, by which versions of it are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes

from build_tools.model import ArticleWords, Edition, LocalizedText, UiStrings
from build_tools.paths import compute_digest
from build_tools.sphinx_ext.articles.errata import ERRATUM
from build_tools.sphinx_ext.articles.item_marks import ITEM_MARK
from build_tools.sphinx_ext.articles.labels import find_label
from build_tools.sphinx_ext.articles.predecessors import PREDECESSOR
from build_tools.sphinx_ext.articles.titles import PLACE_PATTERN, describe_place, get_section_name
from build_tools.sphinx_ext.articles.unchecked import UNCHECKED
from build_tools.sphinx_ext.imprint import IMPRINT, TITLE_BLOCK
from build_tools.sphinx_ext.text.mixed_text import MixedText, fill_pattern, make_mixed_text
from build_tools.sphinx_ext.translation.title_language import find_title_language

# What the press writes into an article, or makes of its place: none of its words.
_ADDED_CLASSES = frozenset({"designation", ITEM_MARK, UNCHECKED, TITLE_BLOCK, ERRATUM, PREDECESSOR})
_SKIPPED_NODES = (nodes.Invisible, nodes.footnote_reference, nodes.label, nodes.raw)
# Spaces, quotation marks and other signs are the work of typesetters.
_WORD = re.compile(r"\w+")
DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """Hold an article that has a label of its own: where it is, its name and the digest of its words."""

    docname: str
    name: MixedText
    words: ArticleWords
    is_numbered: bool = False


def list_labelled_articles(
    pages: Iterable[tuple[str, nodes.document]], edition: Edition, ui_strings: UiStrings
) -> tuple[LabelledArticle, ...]:
    """Return the articles with labels of pages, in order; pages come with their docnames."""
    return tuple(
        LabelledArticle(
            docname=docname,
            name=(name := _name_article(section, edition, ui_strings)),
            words=ArticleWords(anchor=anchor, name=name.text, digest=_digest_words(section, tree)),
            is_numbered="designation" in section,
        )
        for docname, tree in pages
        for section in tree.findall(nodes.section)
        if (anchor := find_label(tree, section)) and IMPRINT not in section["ids"]
    )


def _digest_words(section: nodes.section, document: nodes.document) -> str:
    text = " ".join(_iter_own_texts(section, document))
    return compute_digest(" ".join(_WORD.findall(text)))[:DIGEST_LENGTH]


def _name_article(section: nodes.section, edition: Edition, ui_strings: UiStrings) -> MixedText:
    """Return what readers know an article by: its number and its title, or where it stands in another."""
    place = describe_place(section, edition, ui_strings)
    if "designation" not in section:
        return place
    language = find_title_language(section.next_node(nodes.title), edition).tag
    title = make_mixed_text(LocalizedText(text=get_section_name(section), language=language))
    return fill_pattern(ui_strings(PLACE_PATTERN), place=place, title=title) if title.text else place


def _iter_own_texts(node: nodes.Element, document: nodes.document) -> Iterator[str]:
    """Yield the texts in a section, without those of labelled sections inside it."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.image):
            yield child.get("alt", "")
        elif isinstance(child, nodes.Element) and not _is_left_out(child, document):
            yield from _iter_own_texts(child, document)


def _is_left_out(node: nodes.Element, document: nodes.document) -> bool:
    if isinstance(node, nodes.section):
        return IMPRINT in node["ids"] or bool(find_label(document, node))
    return isinstance(node, _SKIPPED_NODES) or not _ADDED_CLASSES.isdisjoint(node.get("classes", ()))
