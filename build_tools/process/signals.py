"""Block and allow the signals that stop a program, and end a process with its parent."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


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


def die_with_parent(parent_pid: int) -> None:
    """Ask the kernel to kill this process when its parent ends, for whatever reason."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent_pid:
        os.kill(os.getpid(), signal.SIGKILL)
