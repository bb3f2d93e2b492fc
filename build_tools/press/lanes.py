"""Work in processes of its own, some at a time: takes functions, gives what each returns."""

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
from build_tools.press import process

T = TypeVar("T")
TICK = 0.5


def _unheard(ended: int) -> None:
    """Take how many works have ended where nobody asks."""


def answers(
    works: Sequence[Callable[[Path], T]],
    *,
    workers: int,
    scratch: Path,
    told: Callable[[int], None] = _unheard,
) -> list[T]:
    """Return what each work returned, in the order of the works.

    At most `workers` go on at a time, each in a process that has a folder in `scratch`; `told`
    is called with how many have ended. Raises the Mendable that a work raises, or that tells of
    one which ended without an answer; no process is left then.
    """
    found: dict[int, T] = {}
    waiting = deque(enumerate(works))
    told(0)
    with _busy() as busy:
        while waiting or busy:
            while waiting and len(busy) < workers:
                number, work = waiting.popleft()
                child = _started(work, scratch / str(number))
                busy[child.pipe] = (number, child)
            with process.disturbed():
                ready = wait(list(busy), timeout=TICK)
            for pipe in ready:
                number, child = busy.pop(pipe)  # type: ignore[call-overload]
                found[number] = _answer(child)
                told(len(found))
    return [found[number] for number in range(len(works))]


@contextmanager
def _busy() -> Iterator[dict[Connection, tuple[int, process.Child]]]:
    """Hold who is at work; a signal is heard between answers alone, and ends all of them."""
    busy: dict[Connection, tuple[int, process.Child]] = {}
    with process.undisturbed():
        try:
            yield busy
        finally:
            for _, child in busy.values():
                child.kill()


def _started(work: Callable[[Path], object], folder: Path) -> process.Child:
    folder.mkdir()
    return process.start(partial(_do, work, folder), log=folder / "log", leads=True)


def _do(work: Callable[[Path], object], folder: Path, send: process.Send) -> None:
    gc.disable()  # the process ends with its work, and gives all memory back
    try:
        send((work(folder),))
    except UserError as error:
        send(error)


def _answer(child: process.Child) -> Any:
    answer = child.receive()
    child.kill()
    if isinstance(answer, UserError):
        raise answer
    if not isinstance(answer, tuple):
        message = "a process ended without an answer"
        raise UserError("press/no-answer", message, remedy="run the command again", exit_code=1)
    return answer[0]
