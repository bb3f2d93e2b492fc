"""What a person asks for on the command line, as values."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.layout import PROJECT_DIR, BuildFolder, Root
from build_tools.model import Format, Job, ProgressEvent

Clock = Callable[[], float]
Say = Callable[[str], None]
Watch = Callable[[ProgressEvent | None], None]
Show = Callable[[tuple[Job, ...]], AbstractContextManager[Watch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which targets are meant; nothing named means all."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command on a root and a build folder, and where else its report goes.

    `epoch` is the day of SOURCE_DATE_EPOCH, which dates every edition.
    """

    root: Root
    build: BuildFolder
    selection: Selection
    report: Path | None = None
    workers: int = 1
    force: bool = False
    epoch: date | None = None


def own_root() -> Root:
    """Return the project's own root."""
    return Root(PROJECT_DIR)


def root(folder: Path) -> Root:
    """Return a folder as a root."""
    return Root(folder)


def output(root: Root, folder: Path | None) -> BuildFolder:
    """Return the build folder: the one that was named, else `build` in the root."""
    return BuildFolder(folder or root.path / "build")
