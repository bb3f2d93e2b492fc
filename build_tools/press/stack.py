"""Room for calls within calls: takes a function, calls it above one frame that keeps a megabyte."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType

# In values of eight bytes: half a megabyte, which makes CPython take a whole one.
ROOM = 1 << 16


def with_room(work: Callable[[], None]) -> None:
    """Call `work`; its calls find their frames' memory at hand.

    CPython 3.11 to 3.13 takes memory for frames in pieces of 16 kB, and gives a piece back as
    soon as no call is in it: a loop at such an edge asks the system each time round. Laying out
    a book did so 24,000 times, a tenth of its work. One frame that asks for more than a piece
    gets a piece with room for all that is called from it.
    """
    above = FunctionType(_call.__code__.replace(co_stacksize=ROOM), _call.__globals__)
    above(work)


def _call(work: Callable[[], None]) -> None:
    work()
