"""Convert exceptions into user errors and findings; a traceback goes into a file."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from build_tools.errors import UserError, convert_to_finding
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
}


def convert_os_error(error: OSError, folder: Path, *, exit: int = 2) -> UserError | None:
    """Convert an OSError of the disk into a UserError; return None for any other."""
    row = _DISK_ERRORS.get(error.errno or 0)
    if row is None:
        return None
    code, message, remedy = row
    name = error.filename2 or error.filename
    file_name = relativize_path(Path(str(name)), folder) if name else folder.name
    return UserError(code, f"{file_name}: {message}", remedy=remedy, exit_code=exit)


def convert_exception(
    error: BaseException, build: BuildFolder, root: Path, *, publication: str, language: str, format: str = ""
) -> Finding:
    """Return an exception as the finding that fails an edition, or one format of it."""
    if isinstance(error, OSError):
        error = convert_os_error(error, build.path, exit=1) or error
    if not isinstance(error, UserError):
        name = "-".join(part for part in (publication, language, format) if part)
        traceback_file = build.private / "trouble" / f"{name}.txt"
        error = _find_extension_error(error, root, traceback_file) or make_internal_error(
            error, traceback_file
        )
    return convert_to_finding(error, publication=publication, language=language, format=format)


def _find_extension_error(error: BaseException, root: Path, traceback_file: Path) -> UserError | None:
    """Return the error of a root's own Python code, with its last line; None where it met none."""
    source = root.resolve() / "source"
    frames = traceback.extract_tb(error.__traceback__)
    own_frames = [one for one in frames if Path(one.filename).resolve().is_relative_to(source)]
    if not own_frames:
        return None
    file = relativize_path(Path(own_frames[-1].filename).resolve(), root.resolve())
    return UserError(
        "source/extension",
        _format_exception(error),
        remedy=f"correct the extension; {_write_traceback(error, traceback_file)}",
        place=Place(file=file, line=own_frames[-1].lineno),
        exit_code=1,
    )


def make_internal_error(error: BaseException, traceback_file: Path) -> UserError:
    """Return the error line of an unexpected exception; write its traceback to `traceback_file`."""
    message = f"{_format_exception(error)} ({_find_last_frame(error)})"
    remedy = f"this is an error of this program, please report it; {_write_traceback(error, traceback_file)}"
    return UserError("press/internal", message, remedy=remedy, exit_code=1)


def _format_exception(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]


def _write_traceback(error: BaseException, traceback_file: Path) -> str:
    text = "".join(traceback.format_exception(error))
    try:
        write_atomically(traceback_file, text.encode("utf-8", "replace"))
    except OSError as write_error:
        return f"its traceback could not be written: {write_error.strerror}"
    return f"its traceback is in {traceback_file}"


def _find_last_frame(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own_frames = [one for one in frames if Path(one.filename).is_relative_to(PROJECT_DIR / "build_tools")]
    for frame in reversed(own_frames or frames):
        return f"{relativize_path(Path(frame.filename), PROJECT_DIR)}:{frame.lineno}"
    return "nowhere"
