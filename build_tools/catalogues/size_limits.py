"""Limit how much of a language is read: bytes, files and messages, whatever strangers wrote."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from build_tools.catalogues.discovery import CatalogueFile, make_catalogue_error, make_not_a_file_error
from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.process.plain_file import format_size, read_plain_file

MAX_FILE_BYTES = 16_000_000
MAX_LANGUAGE_BYTES = 64_000_000
MAX_FILES = 2_000
MAX_MESSAGES = 60_000

_REMEDY = "take out what no page needs: old obsolete entries, catalogues of other texts"


def require_size(files: Sequence[CatalogueFile], root: Root, language: str) -> None:
    """Raise UserError `catalogue/size` if catalogues are more than a language may have.

    Their bytes are measured before any is read, and their messages are counted, not parsed. A file that is
    too large alone, or no plain file, does not count: what reads it refuses it.
    """
    sizes = {file: size for file in files if (size := _measure_file(file)) is not None}
    message = ""
    if len(sizes) > MAX_FILES:
        message = f"{len(sizes)} catalogues, more than {MAX_FILES}"
    elif (total := sum(sizes.values())) > MAX_LANGUAGE_BYTES:
        message = f"catalogues of {format_size(total)}, more than {format_size(MAX_LANGUAGE_BYTES)}"
    elif (count := sum(map(_count_messages, sizes))) > MAX_MESSAGES:
        message = f"{count} messages, more than {MAX_MESSAGES}"
    if message:
        folder = root.relativize(root.get_messages_folder(language))
        raise make_catalogue_error(
            "size", f"the language has {message}: nothing of it is read", _REMEDY, folder
        )


def read_catalogue_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a catalogue. Raises UserError: `catalogue/syntax`, `catalogue/not-a-file`."""
    try:
        return read_plain_file(path, MAX_FILE_BYTES, file=file)
    except OSError as error:
        message, remedy = f"cannot be read: {error.strerror}", "let it be read"
        raise make_catalogue_error("syntax", message, remedy, file) from error
    except UserError as error:
        if error.code == "files/size":
            message = f"the catalogue is larger than {format_size(MAX_FILE_BYTES)}"
            raise make_catalogue_error("syntax", message, "divide it, a catalogue a page", file) from error
        raise make_not_a_file_error(file) from error


def _measure_file(file: CatalogueFile) -> int | None:
    """Return the size of a plain file that is not too large alone, else None."""
    try:
        status = file.path.stat()
    except OSError:
        return None
    is_counted = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES
    return status.st_size if is_counted else None


def _count_messages(file: CatalogueFile) -> int:
    """Count the keyword `msgid`: a few more than the messages if it stands in their words too."""
    try:
        po = read_catalogue_bytes(file.path, file.file)
    except UserError:
        return 0
    return po.count(b"msgid") - po.count(b"| msgid") - po.count(b"msgid_plural")
