"""Work in processes of its own, some at a time: takes functions, gives what each returns."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from build_tools.errors import Mendable
from build_tools.press import process

T = TypeVar("T")
TICK = 0.5


def answers(
    works: Iterable[Callable[[Path], T]], *, workers: int, scratch: Path
) -> Iterator[tuple[int, T]]:
    """Yield the number of each work and what it returned, as they end.

    At most `workers` go on at a time, each in a process that has a folder in `scratch`. Raises
    the Mendable that a work raises, or that tells of one which ended without an answer; no
    process is left then, nor where the caller stops to listen.
    """
    waiting = deque(enumerate(works))
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
                yield number, _answer(child)


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
    try:
        send((work(folder),))
    except Mendable as error:
        send(error)


def _answer(child: process.Child) -> Any:
    answer = child.receive()
    child.kill()
    if isinstance(answer, Mendable):
        raise answer
    if not isinstance(answer, tuple):
        message = "a process ended without an answer"
        raise Mendable("press/no-answer", message, remedy="run the command again", exit=1)
    return answer[0]
