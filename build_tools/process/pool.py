"""Run functions in processes of their own, several at a time, and return their results."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from build_tools.errors import UserError
from build_tools.process.child import Child, Send, start_child
from build_tools.process.os_errors import (
    ChildError,
    convert_os_error,
    describe_crash,
    make_killed_error,
    make_memory_error,
)
from build_tools.process.signals import allow_signals, block_signals

T = TypeVar("T")


def run_all(
    works: Sequence[Callable[[Path], T]],
    *,
    workers: int,
    scratch: Path,
    names: Sequence[str] = (),
    on_progress: Callable[[int], None] = lambda _count: None,
) -> list[T]:
    """Return the result of each function, in the order of the functions.

    At most `workers` run at a time, each in a process that has a folder in `scratch`;
    `on_progress` is called with the number that have ended, and `names` says what each works on. Raises
    the UserError that a function raises, one for a disk that refuses or a process that was killed, and
    ChildError for any other exception; no process is left then.
    """
    results: dict[int, T] = {}
    pending = deque(enumerate(works))
    on_progress(0)
    with _track_children() as children:
        while pending or children:
            while pending and len(children) < workers:
                number, work = pending.popleft()
                name = names[number] if names else ""
                child = _start_work(work, scratch / str(number), name)
                children[child.pipe] = (number, child)
            with allow_signals():
                ready = wait(list(children), timeout=0.5)
            for pipe in ready:
                number, child = children.pop(pipe)  # type: ignore[call-overload]
                results[number] = _receive_result(child, names[number] if names else "a part of this command")
                on_progress(len(results))
    return [results[number] for number in range(len(works))]


@contextmanager
def _track_children() -> Iterator[dict[Connection, tuple[int, Child]]]:
    """Hold the running processes; signals are let through only between results, and kill them."""
    children: dict[Connection, tuple[int, Child]] = {}
    with block_signals():
        try:
            yield children
        finally:
            for _, child in children.values():
                child.kill()


def _start_work(work: Callable[[Path], object], folder: Path, name: str) -> Child:
    folder.mkdir()
    return start_child(partial(_do_work, work, folder, name), log=folder / "log", leads_group=True)


def _do_work(work: Callable[[Path], object], folder: Path, name: str, send: Send) -> None:
    gc.disable()  # the process ends with its work, and gives all memory back
    try:
        send((work(folder),))
    except BaseException as error:  # a root's own code may raise anything
        send(_make_portable_error(error, name, folder))


def _make_portable_error(error: BaseException, name: str, folder: Path) -> UserError | ChildError:
    """Return an exception as one that a pipe can carry."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, MemoryError):
        return make_memory_error(name)
    disk_error = convert_os_error(error, None, folder, exit=1) if isinstance(error, OSError) else None
    return disk_error or ChildError(name, describe_crash(error))


def _receive_result(child: Child, name: str) -> Any:
    result = child.receive()
    code = child.wait() if result is None else 0
    child.kill()
    if isinstance(result, UserError | ChildError):
        raise result
    if not isinstance(result, tuple):
        raise make_killed_error(name, code)
    return result[0]
