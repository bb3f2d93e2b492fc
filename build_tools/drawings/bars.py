"""The bars: takes the words of each article and a room for them, gives rectangles. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from build_tools.drawings.svg import Box

# Of the distance from bar to bar, how much is bar.
FULL = 0.3


def stacked(
    words: Sequence[int], room: Box, *, widest: float, thickest: float, rtl: bool
) -> tuple[Box, ...]:
    """Return a bar an article, one below another, standing on the floor of the room.

    The longest is as wide as the room. `widest` is the most from bar to bar, so that few
    articles leave the field in peace; `thickest` the most that a bar is high.
    """
    if not words:
        return ()
    step = min(widest, room.height / len(words))
    thick = min(thickest, step * FULL)
    top = room.y + room.height - step * (len(words) - 1) - thick
    longest = max(words)
    boxes = []
    for row, count in enumerate(words):
        length = max(thick, room.width * count / longest)
        x = room.x + room.width - length if rtl else room.x
        boxes.append(Box(x, top + step * row, length, thick))
    return tuple(boxes)


def in_line(words: Sequence[int], room: Box, *, rtl: bool) -> tuple[Box, ...]:
    """Return the same bars end to end, as one line that fills the room from side to side."""
    if not words:
        return ()
    gap = min(room.width * 0.006, room.width / (3 * len(words)))
    scale = (room.width - gap * (len(words) - 1)) / sum(words)
    starts = accumulate((count * scale + gap for count in words[:-1]), initial=0.0)
    boxes = []
    for start, count in zip(starts, words, strict=True):
        length = count * scale
        x = room.x + room.width - start - length if rtl else room.x + start
        boxes.append(Box(x, room.y, length, room.height))
    return tuple(boxes)


def gathered(words: Sequence[int], most: int) -> tuple[int, ...]:
    """Return at most `most` counts: neighbours taken together, in order, none left out."""
    groups = min(most, len(words))
    edges = [len(words) * group // groups for group in range(groups + 1)] if groups else []
    return tuple(-(-sum(words[start:end]) // (end - start)) for start, end in pairwise(edges))
