"""Takes what went wrong, gives the one line a person can use; the whole story goes into a file."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from build_tools.errors import UserError, convert_to_finding
from build_tools.layout import PROJECT_DIR, BuildFolder, relativize_path, write_atomically
from build_tools.model import Finding, Place

_DISK = {
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


def mendable(error: OSError, folder: Path, *, exit: int = 2) -> UserError | None:
    """Return what a person can do about a disk that refuses; None where it is not about that.

    File names are told from `folder`.
    """
    known = _DISK.get(error.errno or 0)
    if known is None:
        return None
    code, message, remedy = known
    name = error.filename2 or error.filename
    where = relativize_path(Path(str(name)), folder) if name else folder.name
    return UserError(code, f"{where}: {message}", remedy=remedy, exit_code=exit)


def finding(
    error: BaseException,
    build: BuildFolder,
    root: Path,
    *,
    publication: str,
    language: str,
    format: str = "",
) -> Finding:
    """Return an error as the finding that fails an edition, or one format of it."""
    if isinstance(error, OSError):
        error = mendable(error, build.path, exit=1) or error
    if not isinstance(error, UserError):
        name = "-".join(part for part in (publication, language, format) if part)
        story = build.private / "trouble" / f"{name}.txt"
        error = _of_an_extension(error, root, story) or internal(error, story)
    return convert_to_finding(error, publication=publication, language=language, format=format)


def _of_an_extension(error: BaseException, root: Path, story: Path) -> UserError | None:
    """Return the line of an error that the root's own Python met last; None where it met none."""
    source = root.resolve() / "source"
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).resolve().is_relative_to(source)]
    if not own:
        return None
    file = relativize_path(Path(own[-1].filename).resolve(), root.resolve())
    return UserError(
        "source/extension",
        _words(error),
        remedy=f"mend the extension; {_told(error, story)}",
        place=Place(file=file, line=own[-1].lineno),
        exit_code=1,
    )


def internal(error: BaseException, story: Path) -> UserError:
    """Return the one line of an error that nobody foresaw; write its traceback to `story`."""
    return UserError(
        "press/internal",
        f"{_words(error)} ({_last_frame(error)})",
        remedy=f"this is a fault of the press, please report it; {_told(error, story)}",
        exit_code=1,
    )


def _words(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]


def _told(error: BaseException, story: Path) -> str:
    try:
        write_atomically(
            story, "".join(traceback.format_exception(error)).encode("utf-8", "replace")
        )
    except OSError as trouble:
        return f"its whole story could not be written: {trouble.strerror}"
    return f"its whole story is in {story}"


def _last_frame(error: BaseException) -> str:
    """Return file and line of the last step in our own code, else of the last step."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(PROJECT_DIR / "build_tools")
    ]
    for frame in reversed(own or frames):
        return f"{relativize_path(Path(frame.filename), PROJECT_DIR)}:{frame.lineno}"
    return "nowhere"
