"""Find the words of `.. index::` on a page, which are messages as its paragraphs are."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.util.index_entries import split_index_msg
from sphinx.util.nodes import traverse_translatable_index


def iter_index_words(tree: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Yield each word as its author wrote it, with the node that marks its place."""
    for node, entries in traverse_translatable_index(tree):
        for kind, value, *_ in entries:
            yield from ((node, word) for word in split_index_msg(kind, value))


def iter_untranslated_words(tree: nodes.document) -> Iterator[str]:
    """Yield each word that stands in the index as its author wrote it."""
    for node, entries in traverse_translatable_index(tree):
        for (kind, value, *_), (_, shown, *_) in zip(entries, node["entries"], strict=True):
            words = {word.strip() for word in shown.split(";")}
            yield from (word for word in split_index_msg(kind, value) if word in words)
