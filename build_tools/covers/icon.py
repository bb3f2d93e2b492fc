"""Draw the strip at the head of a page, and the icon of an edition."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.covers import svg
from build_tools.covers.bars import count_bar_words, group_counts, line_up_bars, stack_bars
from build_tools.covers.palette import WHITE, make_palette
from build_tools.covers.svg import Box
from build_tools.model import Article, Edition

ICON_SIZE = 64
ICON_BARS = 5


def draw_strip(
    articles: Sequence[Article],
    edition: Edition,
    *,
    width: float = 1600,
    height: float = 6,
    description: str = "",
) -> str:
    """Return the bars end to end: a line for the head of a page, in the colour of its text.

    It stretches with the page and uses `currentColor`, so that CSS sets its colour.
    """
    boxes = line_up_bars(
        count_bar_words(articles), Box(0, 0, width, height), rtl=edition.language.is_rtl
    )
    elements = (svg.draw_rectangle(box, "currentColor") for box in boxes)
    attributes = ' class="strip" preserveAspectRatio="none"'
    return svg.make_svg(width, height, elements, description=description, attributes=attributes)


def draw_icon(articles: Sequence[Article], edition: Edition) -> str:
    """Return a square of 64 with at most five bars, each for some articles in a row."""
    counts = group_counts(count_bar_words(articles), ICON_BARS)
    area = Box(12, 12, ICON_SIZE - 24, ICON_SIZE - 24)
    step = area.height / max(1, len(counts) - 0.5) if len(counts) > 1 else area.height
    boxes = stack_bars(counts, area, widest=step, thickest=5, rtl=edition.language.is_rtl)
    ground = svg.draw_rectangle(
        Box(0, 0, ICON_SIZE, ICON_SIZE), make_palette(edition.publication).colour
    )
    elements = (ground, *(svg.draw_rectangle(box, WHITE) for box in boxes))
    attributes = f' width="{ICON_SIZE}" height="{ICON_SIZE}"'
    return svg.make_svg(ICON_SIZE, ICON_SIZE, elements, description="", attributes=attributes)
