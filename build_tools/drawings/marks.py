"""The small drawings: takes an edition's articles, gives a strip for a page and an icon."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.drawings import svg
from build_tools.drawings.bars import gathered, in_line, stacked
from build_tools.drawings.palette import WHITE, palette
from build_tools.drawings.svg import Box
from build_tools.drawings.units import words_of
from build_tools.model import Article, Edition

ICON = 64
ICON_BARS = 5


def strip(
    articles: Sequence[Article],
    edition: Edition,
    *,
    width: float = 1600,
    height: float = 6,
    description: str = "",
) -> str:
    """Return the bars end to end: a line for the head of a page, in the colour of its text.

    It stretches with the page and takes `currentColor`, so a style says what colour it is.
    """
    boxes = in_line(words_of(articles), Box(0, 0, width, height), rtl=edition.language.is_rtl)
    elements = (svg.rect(box, "currentColor") for box in boxes)
    more = ' class="strip" preserveAspectRatio="none"'
    return svg.drawing(width, height, elements, description=description, more=more)


def icon(articles: Sequence[Article], edition: Edition) -> str:
    """Return a square of 64 with at most five bars, each for some articles in a row."""
    words = gathered(words_of(articles), ICON_BARS)
    room = Box(12, 12, ICON - 24, ICON - 24)
    step = room.height / max(1, len(words) - 0.5) if len(words) > 1 else room.height
    boxes = stacked(words, room, widest=step, thickest=5, rtl=edition.language.is_rtl)
    ground = svg.rect(Box(0, 0, ICON, ICON), palette(edition.publication).colour)
    elements = (ground, *(svg.rect(box, WHITE) for box in boxes))
    size = f' width="{ICON}" height="{ICON}"'
    return svg.drawing(ICON, ICON, elements, description="", more=size)
