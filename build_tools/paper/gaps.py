"""Spaces between words: takes pages before they are drawn, lets each space be drawn.

WeasyPrint 70 draws no text that is but a space, such as one between two links: whoever copies or
hears the book has one word for two (ISO 32000-1, 14.8.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import Document

from build_tools.paper import weasyprint70 as inside


def fill(document: Document) -> None:
    """Let the spaces be drawn that stand between words of a line."""
    for page in document.pages:
        for line in filter(inside.is_line, inside.every(page)):
            for box in _between(line):
                box.text = inside.Drawn(box.text)


def _between(line: Any) -> Iterator[Any]:
    """Yield the texts of a line that are but spaces, and have words on either side."""
    texts = list(filter(inside.is_text, inside.all_within(line)))
    words = [at for at, box in enumerate(texts) if box.text.strip()]
    if words:
        yield from (box for box in texts[words[0] : words[-1]] if box.text.isspace())
