"""Call a function above one oversized frame, so that CPython allocates its frame stack once."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType

# In values of eight bytes: half a megabyte, which makes CPython take a whole one.
FRAME_SIZE = 1 << 16


def call_above_large_frame(work: Callable[[], None]) -> None:
    """Call `work` above one oversized frame, so that CPython allocates its frame stack once.

    CPython 3.11 to 3.13 allocates memory for frames in chunks of 16 kB, and frees a chunk as
    soon as no call is in it: a loop at such a boundary allocates each time round. Layout of a
    book did so 24,000 times, a tenth of its work. A frame that needs more than a chunk gets a
    chunk with room for all that is called from it.
    """
    call_above = FunctionType(
        _call_work.__code__.replace(co_stacksize=FRAME_SIZE), _call_work.__globals__
    )
    call_above(work)


def _call_work(work: Callable[[], None]) -> None:
    work()
