"""The bars of a cover as rectangles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.covers.bars import group_counts, line_up_bars, stack_bars
from build_tools.covers.svg_markup import Box

COUNTS = st.lists(st.integers(1, 5000), min_size=1, max_size=200)
ROOM = Box(10, 20, 100, 80)


def bars(words: list[int], *, rtl: bool = False) -> tuple[Box, ...]:
    """Return the bars of some articles in the given space."""
    return stack_bars(words, ROOM, widest=9, thickest=2, rtl=rtl)


@given(COUNTS, st.booleans())
def test_within_the_room(words: list[int], rtl: bool) -> None:
    """Each article has a bar, and none is outside the space."""
    boxes = bars(words, rtl=rtl)
    assert len(boxes) == len(words)
    for box in boxes:
        assert box.x >= 10 - 1e-9
        assert box.x + box.width <= 110 + 1e-9
        assert box.y >= 20 - 1e-9
        assert box.y + box.height <= 100 + 1e-9


@given(COUNTS)
def test_on_the_floor_and_apart(words: list[int]) -> None:
    """The last bar is at the bottom; the gap between bars is larger than a bar."""
    boxes = bars(words)
    assert boxes[-1].y + boxes[-1].height == pytest.approx(100)
    for upper, lower in pairwise(boxes):
        assert lower.y - upper.y - upper.height > upper.height


@given(COUNTS)
def test_mirrored(words: list[int]) -> None:
    """In right-to-left scripts the same bars are aligned right."""
    for left, right in zip(bars(words), bars(words, rtl=True), strict=True):
        assert right.x + right.width == pytest.approx(110)
        assert left.x == 10
        assert (left.y, left.width, left.height) == (right.y, right.width, right.height)


def test_length_is_words() -> None:
    """The length of a bar is proportional to its words; the longest has the full width."""
    assert [box.width for box in bars([50, 100, 25])] == [50, 100, 25]


def test_few_words_are_seen() -> None:
    """An article of a few words is a dot, never invisible."""
    assert bars([1, 1000])[0].width == 2


@pytest.mark.parametrize(("count", "step", "thick"), [(6, 9.0, 2.0), (40, 2.0, 0.6)])
def test_few_and_many(count: int, step: float, thick: float) -> None:
    """Few bars stay near the bottom; many bars share the space and become thinner."""
    boxes = bars([5] * count)
    assert boxes[1].y - boxes[0].y == pytest.approx(step)
    assert boxes[0].height == pytest.approx(thick)


@given(COUNTS, st.booleans())
def test_in_line(words: list[int], rtl: bool) -> None:
    """In a strip the bars fill the line, in reading order, without overlap."""
    boxes = line_up_bars(words, ROOM, rtl=rtl)
    ordered = boxes[::-1] if rtl else boxes
    assert ordered[0].x == pytest.approx(10)
    assert ordered[-1].x + ordered[-1].width == pytest.approx(110)
    for one, other in pairwise(ordered):
        assert other.x > one.x + one.width
    share = [box.width / sum(each.width for each in boxes) for box in boxes]
    assert share == pytest.approx([count / sum(words) for count in words])


@pytest.mark.parametrize(
    ("words", "most", "gives"),
    [
        ([], 5, ()),
        ([7], 5, (7,)),
        ([1, 2, 3, 4, 5], 5, (1, 2, 3, 4, 5)),
        ([10, 20, 30, 40], 2, (15, 35)),
        ([1, 2, 3, 4, 5, 6, 7], 3, (2, 4, 6)),
    ],
)
def test_gathered(words: list[int], most: int, gives: tuple[int, ...]) -> None:
    """Merged neighbours have the average length."""
    assert group_counts(words, most) == gives


def test_nothing() -> None:
    """A text without articles has no bars and causes no error."""
    assert stack_bars([], ROOM, widest=9, thickest=2, rtl=False) == ()
    assert line_up_bars([], ROOM, rtl=True) == ()
