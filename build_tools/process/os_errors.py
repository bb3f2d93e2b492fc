"""Convert exceptions into user errors and findings; a traceback goes into a file."""

from __future__ import annotations

import errno
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import UserError, convert_to_finding, make_environment_error
from build_tools.model import Finding, Place
from build_tools.paths import PROJECT_DIR, BuildFolder, relativize_path, write_atomically

_DISK_ERRORS = {
    errno.ENOSPC: ("build/disk-full", "there is no room left", "make room, then build again"),
    errno.EDQUOT: ("build/disk-full", "your quota is used up", "make room, then build again"),
    errno.EFBIG: ("build/disk-full", "a file may not grow that large", "lift the limit: ulimit -f"),
    errno.EROFS: ("build/read-only", "the disk is read-only", "name another folder with -o"),
    errno.EACCES: ("build/read-only", "you may not use it", "change its rights or name another"),
    errno.EPERM: ("build/read-only", "you may not use it", "change its rights or name another"),
    errno.EEXIST: ("build/in-the-way", "a file is in the way", "move the file away"),
    errno.ENOTDIR: ("build/in-the-way", "a file is where a folder must be", "move the file away"),
    errno.EISDIR: ("build/in-the-way", "a folder is where a file must be", "move the folder away"),
    errno.ENOENT: ("disk/gone", "it is not there, or no longer", "put it back, or name another"),
    errno.ENAMETOOLONG: ("disk/long-name", "the name is too long for this disk", "choose a shorter one"),
    errno.ELOOP: ("disk/link-loop", "links lead in a circle", "remove one of the links"),
}
# Of the machine, whatever file was opened just then.
_MACHINE_ERRORS = {
    errno.EMFILE: ("disk/open-files", "too many files are open", "lift the limit: ulimit -n 1024"),
    errno.ENFILE: ("disk/open-files", "too many files are open on this machine", "close other programs"),
    errno.ENOMEM: ("press/memory", "there is no memory left", "close other programs, or build with -j 1"),
    errno.EAGAIN: ("press/processes", "no process can be started", "lift the limit: ulimit -u"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """Describe an unexpected exception in values that a pipe can carry.

    `extension` is the module of an extension of Sphinx that raised it.
    """

    message: str
    frames: tuple[tuple[str, int | None], ...]
    traceback: str
    extension: str = ""


class ChildError(Exception):
    """Raise in a parent what a forked process met; `about` says what that process worked on."""

    def __init__(self, about: str, crash: Crash) -> None:
        super().__init__(about, crash)
        self.about = about
        self.crash = crash


def describe_crash(error: BaseException) -> Crash:
    """Return the last line, the frames and the traceback of an exception."""
    if isinstance(error, ChildError):
        return error.crash
    extension = getattr(error, "modname", None) or ""  # of Sphinx's ExtensionError
    causes = list_causes(error)
    said = causes[-1] if hasattr(error, "modname") else error
    frames = [frame for one in causes for frame in traceback.extract_tb(one.__traceback__)]
    return Crash(
        message="".join(traceback.format_exception_only(said)).strip().splitlines()[-1],
        frames=tuple((frame.filename, frame.lineno) for frame in frames),
        traceback="".join(traceback.format_exception(error)),
        extension="" if re.match(r"build_tools\.|sphinx\.(?!ext\.)", extension) else extension,
    )


def list_causes(error: BaseException) -> list[BaseException]:
    """Return an exception and what it was raised from, the first cause last."""
    causes = [error]
    while causes[-1].__cause__ is not None:
        causes.append(causes[-1].__cause__)
    return causes


def convert_os_error(error: OSError, root: Path | None, folder: Path, *, exit: int = 2) -> UserError | None:
    """Convert an OSError into a UserError; return None for one that the system did not raise.

    Its file is named relative to a root, with its whole path where it lies elsewhere; where the system names
    none, it is `folder`.
    """
    if not error.errno:
        return None
    if error.errno in _MACHINE_ERRORS:
        code, message, remedy = _MACHINE_ERRORS[error.errno]
        return UserError(code, message, remedy=remedy, exit_code=exit)
    unlisted = ("disk/refused", os.strerror(error.errno), "look at that file, and at its disk")
    code, message, remedy = _DISK_ERRORS.get(error.errno, unlisted)
    name = error.filename2 or error.filename
    path = Path(os.fsdecode(name)) if isinstance(name, str | bytes | Path) else folder
    file_name = _shorten_path(relativize_path(path, root) if root else path.as_posix())
    return UserError(code, f"{file_name}: {message}", remedy=remedy, exit_code=exit)


@contextmanager
def raise_as_lines(root: Path, folder: Path) -> Iterator[None]:
    """Convert an OSError of the block into a UserError, as `convert_os_error` does."""
    try:
        yield
    except OSError as error:
        raise convert_os_error(error, root, folder) or error from error


def _shorten_path(shown: str) -> str:
    return shown if len(shown) <= 300 else f"{shown[:99]}…{shown[-200:]}"


def convert_exception(
    error: BaseException, build: BuildFolder, root: Path, *, publication: str, language: str, format: str = ""
) -> Finding:
    """Return an exception as the finding that fails an edition, or one format of it."""
    name = "-".join(part for part in (publication, language, format) if part)
    user_error = convert_crash(error, root, build, name)
    return convert_to_finding(user_error, publication=publication, language=language, format=format)


def convert_crash(error: BaseException, root: Path, build: BuildFolder, name: str) -> UserError:
    """Return any exception as a UserError; one that nobody foresaw has its traceback in a file `name`."""
    if isinstance(error, UserError):
        return error
    user_error = convert_os_error(error, root, build.path, exit=1) if isinstance(error, OSError) else None
    if isinstance(error, MemoryError):
        user_error = make_memory_error(name)
    traceback_file = build.private / "trouble" / f"{name}.txt"
    return (
        user_error
        or _find_extension_error(error, root, traceback_file)
        or make_internal_error(error, traceback_file)
    )


def make_memory_error(about: str) -> UserError:
    """Return the error of a process that got no memory; `about` is what it worked on."""
    code, message, remedy = _MACHINE_ERRORS[errno.ENOMEM]
    return UserError(code, f"{about}: {message}", remedy=remedy, exit_code=1)


def make_killed_error(about: str, code: int) -> UserError:
    """Return the error of a process that ended without a message; `about` is what it worked on."""
    message = f"the process that made {about} was killed by signal {-code}, as happens when memory runs out"
    remedy = "build fewer editions at a time, with -j 1"
    if code >= 0:
        message = f"the process that made {about} ended with {code} before its work was done"
        remedy = "look what in source/conf.py, or in an extension, ends a program"
    return UserError("press/killed", message, remedy=remedy, exit_code=1)


def _find_extension_error(error: BaseException, root: Path, traceback_file: Path) -> UserError | None:
    """Return the error of an extension of Sphinx that the root has or names; None where it is another's."""
    crash, source = describe_crash(error), root.resolve() / "source"
    own_frames = [one for one in crash.frames if Path(one[0]).resolve().is_relative_to(source)]
    if not own_frames and not crash.extension:
        return None
    file, line = own_frames[-1] if own_frames else (str(source / "conf.py"), None)
    message, remedy = crash.message, "correct the extension"
    if not own_frames:
        message = f"{crash.extension}: {message}"
        remedy = "correct what it needs, or take it out of extensions"
    return UserError(
        "source/extension",
        message,
        remedy=f"{remedy}; {_write_traceback(crash, traceback_file)}",
        place=Place(file=relativize_path(Path(file).resolve(), root.resolve()), line=line),
        exit_code=1,
    )


def make_internal_error(error: BaseException, traceback_file: Path) -> UserError:
    """Return the error line of an unexpected exception; write its traceback to `traceback_file`."""
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("build_tools."):
        return make_environment_error(error)
    crash = describe_crash(error)
    about = f" of {error.about}" if isinstance(error, ChildError) and error.about else ""
    remedy = f"this is an error of this program, please report it; {_write_traceback(crash, traceback_file)}"
    message = f"{crash.message}{about} ({_find_last_frame(crash)})"
    return UserError("press/internal", message, remedy=remedy, exit_code=1)


def _write_traceback(crash: Crash, traceback_file: Path) -> str:
    try:
        write_atomically(traceback_file, crash.traceback.encode("utf-8", "replace"))
    except OSError as write_error:
        return f"its traceback could not be written: {write_error.strerror}"
    return f"its traceback is in {traceback_file}"


def _find_last_frame(crash: Crash) -> str:
    own_frames = [one for one in crash.frames if Path(one[0]).is_relative_to(PROJECT_DIR / "build_tools")]
    for file, line in reversed(own_frames or crash.frames):
        return f"{relativize_path(Path(file), PROJECT_DIR)}:{line}"
    return "nowhere"
