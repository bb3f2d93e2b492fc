"""Measure the processor time of a piece of work, for tests of how it grows."""

from __future__ import annotations

import gc
import math
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

#: Four times as much takes four times as long where work is linear, sixteen times where it is quadratic.
LINEAR = 8
ROUNDS = 5
SHORTEST = 0.002  # seconds: less is noise


def measure_growth(work: Callable[[int], object], size: int, bound: float = LINEAR) -> float:
    """Return how many times as long work on four times the size takes."""
    return compare_processor_times(partial(work, size), partial(work, 4 * size), bound)


def compare_processor_times(first: Callable[[], object], second: Callable[[], object], bound: float) -> float:
    """Return how many times as long the second takes, by the least times of a few rounds, measured in turn.

    Less than `bound` ends it: others' work on the machine can only make it more.
    """
    least = [math.inf, math.inf]
    for _ in range(ROUNDS):
        times = measure_processor_time(first), measure_processor_time(second)
        least = [min(pair) for pair in zip(least, times, strict=True)]
        if least[1] < bound * max(least[0], SHORTEST):
            break
    return least[1] / max(least[0], SHORTEST)


def measure_processor_time(work: Callable[[], object]) -> float:
    """Return the processor time of a run, in seconds, children included, without the garbage collector."""
    with _pause_collector():
        began = time.process_time() + _measure_children()
        work()
        return time.process_time() + _measure_children() - began


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Keep the collector, whose work grows with what all other tests left, out of a measurement."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _measure_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
