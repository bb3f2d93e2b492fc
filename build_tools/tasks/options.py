"""Define the options of the command line as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import FORMATS, Job, ProgressEvent, ReportRow
from build_tools.paths import MAIN_LANE, PROJECT_DIR, BuildFolder, Root

Clock = Callable[[], float]
Echo = Callable[[str], None]
Confirm = Callable[[str], bool]
OnEvent = Callable[[ProgressEvent | ReportRow | None], None]
ProgressDisplay = Callable[[tuple[Job, ...]], AbstractContextManager[OnEvent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Select targets; an empty field selects all.

    `pages` are PUBLICATION or PUBLICATION/PAGE, where a command takes both; `since_review` asks for proofs of
    what changed since the last review.
    """

    pages: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    since_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold the options of a command; `report` is a second path of its report, `epoch` dates every edition.

    A date after `today` is yet to come. `strict` lets warnings end a command with 1. `is_draft` marks every
    page as that of a draft. `has_lost_labels` builds what would break published addresses, to be looked at
    and not to be published.
    """

    root: Root
    build: BuildFolder
    selection: Selection
    report: Path | None = None
    workers: int = 1
    force: bool = False
    strict: bool = False
    epoch: date | None = None
    today: date | None = None
    is_draft: bool = False
    has_lost_labels: bool = False


def make_root(folder: Path | None) -> Root:
    """Return a folder as a root; the project's own if none is named."""
    return Root(folder or PROJECT_DIR)


def choose_build_folder(root: Root, folder: Path | None) -> BuildFolder:
    """Return the build folder: the named one, else `build` in the root."""
    return BuildFolder(folder or root.path / "build")


def list_lanes(formats: Iterable[str]) -> list[str]:
    """Return the lanes of formats: one for all that are published, and one for each that is not."""
    return sorted({MAIN_LANE if FORMATS[name].is_published else name for name in formats}) or [MAIN_LANE]


def check_output(options: Options) -> tuple[Path, ...]:
    """Return the file that `--report` names, if it does. Raises UserError for wrong folders or reports."""
    path = options.build.path
    target, home = path.resolve(), options.root.path.resolve()
    if target == home or home.is_relative_to(target):
        raise _make_output_error(path, "holds the root itself")
    source_folder = _find_source_folder(options.root, target)
    if source_folder:
        raise _make_output_error(path, f"lies in {source_folder}/, where a build never writes")
    if path.exists() and not path.is_dir():
        raise _make_output_error(path, "is a file")
    return check_report_file(options)


def check_report_file(options: Options) -> tuple[Path, ...]:
    """Return the file that `--report` names, if it does; raise as `check_output_file` does."""
    report = options.report
    return () if report is None else (check_output_file("report", report, options.root),)


def check_output_file(option: str, file: Path, root: Root) -> Path:
    """Return the file of an option. Raises UserError `cli/…` if it lies in `source/` or `locale/`."""
    source_folder = _find_source_folder(root, file.resolve())
    if source_folder:
        message = f"the {option} {file} lies in {source_folder}/, where no command writes"
        raise UserError(f"cli/{option}", message, remedy=f"name another file with --{option}")
    return file


def _find_source_folder(root: Root, path: Path) -> str:
    """Return which of `source` and `locale` a path lies in; empty if in neither."""
    folders = (root.source, root.locale)
    return next((own.name for own in folders if path.is_relative_to(own.resolve())), "")


def _make_output_error(path: Path, reason: str) -> UserError:
    return UserError(
        "cli/output",
        f"the build folder {path} {reason}",
        remedy="name another folder with -o, or none for the root's own build/",
    )
