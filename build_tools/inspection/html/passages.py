"""Find the innermost text blocks of a page, and their words in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.inspection.html.page import FURNITURE_TAGS, INLINE_TAGS, get_tag_name
from build_tools.inspection.html.text_language import split_by_language
from build_tools.inspection.text.words import extract_words


def find_text_blocks(element: Any) -> Iterator[Any]:
    """Yield each element that contains text and no block elements; furniture is skipped."""
    name = get_tag_name(element)
    if not name or name in FURNITURE_TAGS:
        return
    blocks = [
        child for child in element if get_tag_name(child) and get_tag_name(child) not in INLINE_TAGS
    ]
    if not blocks:
        yield element
    for child in blocks:
        yield from find_text_blocks(child)


def get_words_in_language(element: Any, language: str) -> str:
    """Return the words of an element that are marked as this language, without marks."""
    languages = element.xpath("ancestor::*[@lang][1]/@lang")
    runs = split_by_language(element, str(languages[0]) if languages else "")
    return " ".join(
        extract_words(" ".join(piece.text for piece in runs if piece.language == language))
    )
