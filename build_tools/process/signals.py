"""Block and allow the signals that stop a program."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def block_signals() -> Iterator[set[int]]:
    """Block SIGINT, SIGTERM and SIGHUP until the end of the block; yield the mask before it."""
    previous_mask: set[int] = set(signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS))
    try:
        yield previous_mask
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous_mask)


@contextmanager
def allow_signals() -> Iterator[None]:
    """Let signals through until the end of the block."""
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)


@contextmanager
def divert_signals(action: Callable[[], object]) -> Iterator[None]:
    """Call `action` instead at each of these signals until the end of the block, in the main thread."""
    previous = {stop: signal.getsignal(stop) for stop in STOP_SIGNALS}
    caught = [stop for stop, handler in previous.items() if handler != signal.SIG_IGN]
    try:
        for stop in caught:
            signal.signal(stop, lambda *_: action())
        yield
    finally:
        for stop in caught:
            signal.signal(stop, previous[stop])
