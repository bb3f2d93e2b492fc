"""What became of the source's words: takes a compiled edition and its messages, gives Coverage."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.catalogues.model import Compiled
from build_tools.model import Coverage


def coverage(compiled: Compiled, messages: Iterable[tuple[str, str]]) -> Coverage:
    """Count the words of messages, pairs of page and msgid, each once on a page.

    Words are those of the source, as `str.split` cuts them. A refused message is missing; in
    an edition in its source language nothing is.
    """
    total = Coverage()
    for page, msgid in dict.fromkeys(messages):
        total += _of_message(compiled, page, msgid)
    return total


def _of_message(compiled: Compiled, page: str, msgid: str) -> Coverage:
    words = len(msgid.split())
    if compiled.standing.translation_origin is None:
        return Coverage(words=words, translated=words)
    message = compiled.message(page, msgid)
    state = message.state if message else "missing"
    if state == "translated":
        return Coverage(words=words, translated=words)
    if state == "fuzzy":
        return Coverage(words=words, fuzzy=words)
    return Coverage(words=words, missing=words)
