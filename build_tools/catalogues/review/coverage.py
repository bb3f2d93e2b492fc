"""Count the source's words that are translated, fuzzy or missing in an edition."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.catalogues.edition_catalogues import EditionCatalogues
from build_tools.model import Coverage


def count_coverage(compiled: EditionCatalogues, messages: Iterable[tuple[str, str]]) -> Coverage:
    """Count the words of messages, pairs of page and msgid, each once on a page.

    Words are those of the source, as `str.split` cuts them. A rejected message is missing; in
    an edition in its source language nothing is.
    """
    total = Coverage()
    for page, msgid in dict.fromkeys(messages):
        total += _count_message_words(compiled, page, msgid)
    return total


def _count_message_words(compiled: EditionCatalogues, page: str, msgid: str) -> Coverage:
    words = len(msgid.split())
    if compiled.review_status.translation_origin is None:
        return Coverage(words=words, translated=words)
    message = compiled.get_message(page, msgid)
    state = message.state if message else "missing"
    if state == "translated":
        return Coverage(words=words, translated=words)
    if state == "fuzzy":
        return Coverage(words=words, fuzzy=words)
    return Coverage(words=words, missing=words)
