"""Patch how WeasyPrint 70 justifies lines: no holes, Hangul by its letters, from the right at its margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout, line_size

from build_tools.pdf.weasyprint70 import replace_functions

HANGUL = re.compile("[가-힣]")
# What Pango spaces in a text of Hangul: its letters, and what joins them.
SPACED_LETTERS = re.compile("[가-힣\u2060]")
# In em: what a space of a line of Hangul takes before its letters do, and what each of these takes at most.
EASY_SPACE, MAX_LETTER_SPACING = 0.15, 0.03
# In em, what a space takes at most, with Hangul and without: a line that lacks more stays short, since
# that is seen less than holes in it.
MAX_HANGUL_SPACING, MAX_WORD_SPACING = 0.6, 0.7


@contextmanager
def patch_justification() -> Iterator[None]:
    """Within, leave no holes in lines, justify Hangul by its letters too, and keep to the right margin.

    Words of Hangul are whole, since a divided one is not found by search, and so a line may lack a third of
    its width, which few spaces would take.
    """
    original_justify = inline.justify_line

    def justify(context: Any, line: Any, extra: float) -> None:
        """Justify a line: first its letters, as far as that is not seen, then its spaces."""
        right = line.position_x + line.width + extra
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        letters = sum(len(SPACED_LETTERS.findall(box.text)) for box in texts if HANGUL.search(box.text))
        spaces = inline.count_expandable_spaces(line)
        size = line.style["font_size"]
        wanted = extra - spaces * size * EASY_SPACE
        if letters and wanted > 0:
            extra -= _add_letter_spacing(context, line, min(size * MAX_LETTER_SPACING, wanted / letters), 0)
        if extra < spaces * size * (MAX_HANGUL_SPACING if letters else MAX_WORD_SPACING):
            original_justify(context, line, extra)
        else:
            line.width += extra  # a line from the right is placed by its width
        if line.style["direction"] == "rtl":
            _drop_last_space(context, texts)
            _place_from_right(line, right)

    with replace_functions((inline, "justify_line", justify)):
        yield


def _drop_last_space(context: Any, texts: list[Any]) -> None:
    """Shape the last text of a line again: the space removed at its end would be drawn at its left."""
    if texts and not texts[-1].text.endswith(" ") and texts[-1].pango_layout.text.endswith(" "):
        layout = create_layout(texts[-1].text, texts[-1].style, context, None, 0)
        layout.deactivate()
        texts[-1].pango_layout = layout


def _place_from_right(parent: Any, right: float) -> None:
    """Place the boxes of a line side by side; the space removed at its end has moved some of them."""
    for box in filter(boxes.Box.is_in_normal_flow, parent.children):
        box.translate(right - box.margin_width() - box.position_x, 0)
        if isinstance(box, boxes.InlineBox) and box.style["direction"] == "rtl":
            _place_from_right(box, box.content_box_x() + box.width)
        right -= box.margin_width()


def _add_letter_spacing(context: Any, box: Any, spacing: float, advance: float) -> float:
    """Space the letters of a box that begins so much later; return what follows is to be moved by."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        if HANGUL.search(box.text):
            box.style = box.style.copy()
            box.style["letter_spacing"] = spacing
            layout = create_layout(box.text, box.style, context, None, 0)
            width, _ = line_size(layout.get_first_line()[0], box.style)
            layout.deactivate()
            advance += width - box.width
            box.width, box.pango_layout = width, layout
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        start = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _add_letter_spacing(context, child, spacing, advance)
        box.width += advance - start
    else:
        box.translate(advance, 0)
    return advance
