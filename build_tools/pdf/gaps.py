"""Draw the spaces between words that WeasyPrint 70 leaves out.

It draws no text box that only holds a space, such as one between two links, so that copying or
reading aloud joins two words (ISO 32000-1, 14.8.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import Document

from build_tools.pdf import weasyprint70 as inside


def draw_word_spaces(document: Document) -> None:
    """Make the spaces between words of a line visible to drawing."""
    for page in document.pages:
        for line in filter(inside.is_line_box, inside.iter_page_boxes(page)):
            for box in _iter_word_spaces(line):
                box.text = inside.VisibleSpaces(box.text)


def _iter_word_spaces(line: Any) -> Iterator[Any]:
    """Yield the text boxes of a line that hold only spaces and have words on both sides."""
    texts = list(filter(inside.is_text_box, inside.iter_boxes(line)))
    word_positions = [at for at, box in enumerate(texts) if box.text.strip()]
    if word_positions:
        yield from (
            box for box in texts[word_positions[0] : word_positions[-1]] if box.text.isspace()
        )
