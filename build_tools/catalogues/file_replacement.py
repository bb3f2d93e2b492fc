"""Replace a file of a translator's, unless somebody saved it since it was read."""

from __future__ import annotations

from pathlib import Path

from build_tools.catalogues.po_model import FileChange
from build_tools.catalogues.size_limits import MAX_FILE_BYTES
from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import compute_digest, write_atomically
from build_tools.process.plain_file import read_plain_file

NO_FILE = ""


class FileChangedError(Exception):
    """Report a file that is another than the one that was read."""


def is_unchanged(path: Path, old_digest: str) -> bool:
    """Return whether a file has this digest; NO_FILE if there was none."""
    try:
        return compute_digest(read_plain_file(path, MAX_FILE_BYTES)) == old_digest
    except FileNotFoundError:
        return old_digest == NO_FILE
    except (OSError, UserError):
        return False


def replace_unchanged_file(path: Path, old_digest: str, data: bytes) -> None:
    """Write a file whole, if it has the digest still. Raises FileChangedError, and the disk's OSError."""

    def require_unchanged() -> None:
        """Compare at the last moment, when the new file only waits for its name."""
        if not is_unchanged(path, old_digest):
            raise FileChangedError(path)

    write_atomically(path, data, before_replace=require_unchanged)


def delete_unchanged_file(path: Path, old_digest: str) -> None:
    """Delete a file, if it has the digest still; raise as `replace_unchanged_file` does."""
    if not is_unchanged(path, old_digest):
        raise FileChangedError(path)
    path.unlink()


def save_change(change: FileChange, command: str) -> None:
    """Write a file that a command changed.

    Raises UserError: `catalogue/changed-meanwhile` if it is another than was read, `catalogue/unwritten` if
    the disk refuses it.
    """
    try:
        replace_unchanged_file(change.path.resolve(), change.old_digest, change.data)
    except FileChangedError as error:
        raise make_changed_error(change.file, command) from error
    except OSError as error:
        message, place = f"cannot be written: {error.strerror}", Place(file=change.file)
        remedy = f"let it be written, then run the {command} again"
        raise UserError("catalogue/unwritten", message, remedy=remedy, place=place) from error


def make_changed_error(file: str, command: str) -> UserError:
    """Return the error for a file that somebody saves again and again while a command works on it."""
    return UserError(
        "catalogue/changed-meanwhile",
        f"it was saved while the {command} was made, and is left as it was saved",
        remedy=f"save it in the editor, then run the {command} again",
        place=Place(file=file),
        exit_code=1,
    )
