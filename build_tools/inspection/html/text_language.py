"""Split the text of an HTML page by language, as a speech synthesizer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.inspection.html.page import FURNITURE_TAGS, INLINE_TAGS, get_tag_name
from build_tools.inspection.text.tokenize import extract_words

# Their letters are no words of a language, or are not shown.
SILENT_TAGS = frozenset(
    {"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template"}
)
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "title")


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Hold a piece of text, the language that it is marked as, and its element."""

    text: str
    language: str
    element: Any


def split_by_language(root: Any, language: str = "") -> Iterator[LanguageRun]:
    """Yield each piece of text below an element, text alternatives too."""
    name = get_tag_name(root)
    own_language = root.get("lang", language) if name else language
    if name and name not in SILENT_TAGS:
        texts = (root.text, *(root.get(each) for each in SPOKEN_ATTRIBUTES))
        yield from (
            LanguageRun(text, own_language, root) for text in texts if text and text.strip()
        )
        for child in root:
            yield from split_by_language(child, own_language)
            if child.tail and child.tail.strip():
                yield LanguageRun(child.tail, own_language, root)


def get_parent_direction(element: Any) -> str:
    """Return the direction that applies around an element: `rtl` or `ltr`."""
    directions = element.xpath("ancestor::*[@dir][1]/@dir")
    return str(directions[0]) if directions else "ltr"


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
