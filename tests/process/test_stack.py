"""Deep recursion: memory requests of a process do not grow with its work."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

import pytest

from build_tools.process.child import call_above_large_frame

TIMES = 300


def deep(depth: int) -> None:
    """Recurse, then call a small function many times, at any edge of a stack chunk."""
    if depth:
        deep(depth - 1)
    for _ in range(TIMES):
        small()


def small() -> None:
    """Allocate a frame and free it."""


def faults(work: Callable[[], None]) -> int:
    """Return the number of page faults of some work."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="CPython 3.14 is not known to give frames back so soon"
)
def test_frames_are_asked_for_once() -> None:
    """Above the wide frame no recursion depth requests memory in each round of a loop."""
    asked: list[int] = []
    call_above_large_frame(lambda: asked.append(faults(lambda: deep(400))))
    assert asked[0] < TIMES


def test_what_is_raised_passes() -> None:
    """An exception is raised as from any call."""
    with pytest.raises(ZeroDivisionError):
        call_above_large_frame(_fail)


def _fail() -> None:
    raise ZeroDivisionError
