"""Split the text of an HTML page by language, as a speech synthesizer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.inspection.html.page import get_tag_name

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
