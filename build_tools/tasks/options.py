"""Define the options of the command line as values."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.model import Job, ProgressEvent
from build_tools.paths import PROJECT_DIR, BuildFolder, Root

Clock = Callable[[], float]
Echo = Callable[[str], None]
OnEvent = Callable[[ProgressEvent | None], None]
ProgressDisplay = Callable[[tuple[Job, ...]], AbstractContextManager[OnEvent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Select targets; an empty field selects all."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold the options of a command: its root and build folder, and a second path of its report.

    `epoch` is the day of SOURCE_DATE_EPOCH, which dates every edition.
    """

    root: Root
    build: BuildFolder
    selection: Selection
    report: Path | None = None
    workers: int = 1
    force: bool = False
    epoch: date | None = None


def make_root(folder: Path | None) -> Root:
    """Return a folder as a root; the project's own if none is named."""
    return Root(folder or PROJECT_DIR)


def choose_build_folder(root: Root, folder: Path | None) -> BuildFolder:
    """Return the build folder: the named one, else `build` in the root."""
    return BuildFolder(folder or root.path / "build")
