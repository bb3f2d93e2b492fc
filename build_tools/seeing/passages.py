"""The passages of a page: takes its text proper, gives the elements that hold a line of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.seeing.pages import APART, INLINE, tag
from build_tools.seeing.tongues import spoken
from build_tools.seeing.words import words


def passages(element: Any) -> Iterator[Any]:
    """Yield each element in which words stand side by side, and no paragraph or list within."""
    name = tag(element)
    if not name or name in APART:
        return
    blocks = [child for child in element if tag(child) and tag(child) not in INLINE]
    if not blocks:
        yield element
    for child in blocks:
        yield from passages(child)


def own_words(element: Any, language: str) -> str:
    """Return, of a passage, the words that are said to be in this language, without any mark."""
    around = element.xpath("ancestor::*[@lang][1]/@lang")
    pieces = spoken(element, str(around[0]) if around else "")
    return " ".join(words(" ".join(piece.text for piece in pieces if piece.language == language)))
