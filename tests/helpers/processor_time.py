"""Measure the processor time of a piece of work, for tests of how it grows."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable


def measure_processor_time(work: Callable[[], object]) -> float:
    """Return the least processor time of three runs, in seconds, children included."""
    times = []
    for _ in range(3):
        began = time.process_time() + _measure_children()
        work()
        times.append(time.process_time() + _measure_children() - began)
    return min(times)


def _measure_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
