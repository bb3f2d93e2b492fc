"""Calls within calls find room: what a process asks of the system does not grow with its work."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

import pytest

from build_tools.process.child import call_above_large_frame

TIMES = 300


def deep(depth: int) -> None:
    """Call itself, then call something small again and again, wherever the edge may be."""
    if depth:
        deep(depth - 1)
    for _ in range(TIMES):
        small()


def small() -> None:
    """Take a frame and give it back."""


def faults(work: Callable[[], None]) -> int:
    """Return how many pages of memory some work asked for."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="CPython 3.14 is not known to give frames back so soon"
)
def test_frames_are_asked_for_once() -> None:
    """Above the wide frame no depth of calls asks for memory at each round of a loop."""
    asked: list[int] = []
    call_above_large_frame(lambda: asked.append(faults(lambda: deep(400))))
    assert asked[0] < TIMES


def test_what_is_raised_passes() -> None:
    """An error goes through as from any call."""
    with pytest.raises(ZeroDivisionError):
        call_above_large_frame(_fail)


def _fail() -> None:
    raise ZeroDivisionError
