"""What translators translate: takes a reading in its source language, gives every message."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.util.nodes import extract_messages

from build_tools.charter.arrivals import article_of
from build_tools.charter.reading import Reading


def messages(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield page (`charter-agenda/right-1`), anchor of the article, and msgid, in reading order.

    The anchor is empty for what stands before a page's first title.
    """
    publication = reading.edition.publication.id
    for chapter in reading.chapters:
        page = f"{publication}/{chapter.page}"
        tree = reading.app.env.get_doctree(page)
        for node, msgid in extract_messages(tree):
            yield page, article_of(node), msgid
