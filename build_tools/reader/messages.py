"""Iterate over the messages of a reading in its source language."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.util.nodes import extract_messages

from build_tools.reader.reading import Reading
from build_tools.sphinx_ext.translation.message_outcomes import find_article_anchor


def iter_source_messages(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield page (`charter-agenda/right-1`), anchor of the article and msgid, in reading order.

    The anchor is empty for text before the first title of a page.
    """
    publication = reading.edition.publication.id
    for chapter in reading.chapters:
        page = f"{publication}/{chapter.page}"
        tree = reading.app.env.get_doctree(page)
        for node, msgid in extract_messages(tree):
            yield page, find_article_anchor(node), msgid
