"""Kill builds at instants before a change of the disk, and look whether an edition stands in each place.

Run it with the environment's Python; 200 kills take a quarter of an hour, in a temporary folder:

    .venv/bin/python benchmarks/kills.py
    .venv/bin/python benchmarks/kills.py 20 --seed 1

A root is built, its text is changed, and it is built again and killed: in three of four builds by the process
that places the editions, before each change of the disk in turn that Python's audit events name (PEP 578: a
file opened to write, a rename, a removal, a link, a folder made) and around each exchange of two names; else
from outside, after a random time. After each kill every edition must stand in its place and be, file by file,
the old or the new one; the next build must end with 0 and leave what a build from nothing makes, no more.
The old and the new state take turns. Prints a line for each fault, and the sum; exits with 1 if there is one.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from itertools import cycle
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from build_tools.paths import BuildFolder, Root, placing
from build_tools.runner.preload import preload_formats
from build_tools.tasks.build import run as task
from build_tools.tasks.options import Options, Selection

FORMATS = ("html", "epub")
REGISTER = f'[publications.a]\nlanguages = ["en", "fr"]\nformats = {list(FORMATS)}\n'
PAGE = "Light\n=====\n\nThe {state} words.\n\n.. toctree::\n\n   more\n"
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "The {state} words."\nmsgstr "Les mots, {state}."\n'
)
STATES = ("first", "second")
CHANGES = (
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
Tree = Mapping[str, bytes]


def main() -> int:
    """Kill as many builds as asked for; return 1 if an edition was not in its place, whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kills", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 32))
    arguments = parser.parse_args()
    random = Random(arguments.seed)  # noqa: S311 - no secret
    preload_formats(FORMATS)
    _print_line(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as folder:
        killed, faults = _kill_builds(Path(folder), arguments.kills, random)
    _print_line(f"{killed} kills, {faults} faults")
    return 1 if faults or killed < arguments.kills else 0


def _kill_builds(folder: Path, kills: int, random: Random) -> tuple[int, int]:
    root, build = Root(folder / "root"), BuildFolder(folder / "build")
    trees = {state: _build_from_nothing(root, state, folder / state) for state in STATES}
    duration, changes = _measure_build(root, build)
    numbers = cycle(random.sample(range(1, changes + 1), changes))
    _print_line(f"{changes} changes of the disk in a build")
    killed = faults = 0
    while killed < kills:
        old, new = (STATES[(killed + step) % 2] for step in (0, 1))
        _settle(root, build, old)
        _write_root(root, new)
        if killed % 4 == 3:
            instant = f"after {(delay := random.uniform(0, duration)):.2f} s"
            ended = _run_build(root, build, kill_after=delay)
        else:
            instant = f"before change {(number := next(numbers))} of {changes}"
            ended = _run_build(root, build, kill_before=number)
        if not ended:
            continue
        killed += 1
        for fault in _find_faults(root, build, trees[old], trees[new]):
            faults += 1
            _print_line(f"kill {killed}, {instant}: {fault}")
    return killed, faults


def _build_from_nothing(root: Root, state: str, folder: Path) -> Tree:
    _write_root(root, state)
    build = BuildFolder(folder)
    _run_build(root, build)
    return _read_tree(build.path / "editions")


def _settle(root: Root, build: BuildFolder, state: str) -> None:
    """Bring the build folder to a state, undisturbed."""
    _write_root(root, state)
    _run_build(root, build)


def _write_root(root: Root, state: str) -> None:
    catalogue = root.get_messages_folder("fr") / "a/index.po"
    for file, text in (
        (root.register, REGISTER),
        (root.source / "a/index.rst", PAGE.format(state=state)),
        (root.source / "a/more.rst", f"More\n====\n\nIn the {state} place.\n"),
        (catalogue, CATALOGUE.format(state=state)),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _measure_build(root: Root, build: BuildFolder) -> tuple[float, int]:
    """Return how long a build of changed texts takes, and how many changes of the disk its parent makes."""
    _settle(root, build, STATES[1])
    _write_root(root, STATES[0])
    counter = build.path.parent / "changes"
    start = time.monotonic()
    _run_build(root, build, count_into=counter)
    return time.monotonic() - start, int(counter.read_text())


def _find_faults(root: Root, build: BuildFolder, old: Tree, new: Tree) -> Iterator[str]:
    """Yield what is wrong after a kill, and after the next build."""
    tree = _read_tree(build.path / "editions")
    for place in sorted({_name_place(name) for name in (*old, *new)}):
        found = _select_place(tree, place)
        if found not in (_select_place(old, place), _select_place(new, place)):
            yield f"{place} is {'not there' if not found else 'neither the old one nor the new one'}"
    if _run_build(root, build):
        yield "the next build was killed"
    tree = _read_tree(build.path / "editions")
    if tree != new:
        yield f"the next build left other files: {sorted(tree.keys() ^ new.keys())[:3]}"
    work = [build.work] if build.work.exists() else []
    hidden = [path for path in build.path.rglob(".*") if path != build.private]
    yield from (f"left over: {build.relativize(path)}" for path in (*work, *hidden))


def _name_place(name: str) -> str:
    """Return the place of a file: a file of its own, or the folder of pages that it is in."""
    return "/".join(name.split("/")[:3])


def _select_place(tree: Tree, place: str) -> Tree:
    return {name: data for name, data in tree.items() if _name_place(name) == place}


def _read_tree(folder: Path) -> Tree:
    """Return each file with its bytes; hidden names are no places."""
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in names.items() if "/." not in f"/{name}"}


def _run_build(
    root: Root,
    build: BuildFolder,
    *,
    kill_before: int = 0,
    kill_after: float | None = None,
    count_into: Path | None = None,
) -> bool:
    """Build in a process of its own; return whether it was killed. Raises RuntimeError where it failed."""
    process = os.fork()
    if not process:
        os.setpgid(0, 0)
        _build_and_exit(root, build, kill_before, count_into)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        message = f"a build ended with {os.WEXITSTATUS(status)}"
        raise RuntimeError(message)
    return os.WIFSIGNALED(status)


def _build_and_exit(root: Root, build: BuildFolder, kill_before: int, count_into: Path | None) -> None:
    changes = _watch_changes(kill_before)
    options = Options(root=root, build=build, selection=Selection(), workers=2)
    code = 3
    try:
        code = task.build_editions(
            options, clock=time.monotonic, show=lambda _: nullcontext(lambda _: None), echo=lambda _: None
        ).exit_code
    finally:
        if count_into:
            count_into.write_text(str(changes()))
        os._exit(code)


def _watch_changes(kill_before: int) -> Callable[[], int]:
    """Count the changes of this process, and kill it before one of them; return how to ask for the number."""
    process, count = os.getpid(), 0

    def count_change() -> None:
        nonlocal count
        count += 1
        if count == kill_before:
            os.kill(process, signal.SIGKILL)

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if os.getpid() == process and (
            event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & WRITING)
        ):
            count_change()

    def exchange(source: Path, destination: Path) -> bool:
        count_change()
        done = exchange_names(source, destination)
        count_change()
        return done

    exchange_names = placing._exchange
    placing._exchange = exchange
    sys.addaudithook(hear)
    return lambda: count


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
