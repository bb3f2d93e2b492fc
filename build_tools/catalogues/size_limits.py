"""Limit how much of a language is read: bytes, files, messages and lines, whatever strangers wrote."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.catalogues.discovery import (
    CatalogueFile,
    list_language_catalogues,
    make_catalogue_error,
    make_not_a_file_error,
)
from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.process.plain_file import format_byte_count, read_plain_file
from build_tools.sanitizer import is_plain_text

MAX_FILE_BYTES = 16_000_000
MAX_LANGUAGE_BYTES = 64_000_000
MAX_FILES = 2_000
MAX_MESSAGES = 40_000
MAX_LINES = 1_500_000
# What docutils is to parse of a language: characters, with a surcharge for each message and each line.
MAX_MARKED = 4_000_000
_MESSAGE_SURCHARGE, _LINE_SURCHARGE = 100, 20
_SHORTEST_MESSAGE = len('msgid""')

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
        message = (
            f"catalogues of {format_byte_count(total)}, more than {format_byte_count(MAX_LANGUAGE_BYTES)}"
        )
    elif total > MAX_MESSAGES * _SHORTEST_MESSAGE:
        counts = [_count_messages_and_lines(file) for file in sizes]
        messages, lines = (sum(column) for column in zip(*counts, strict=True))
        if messages > MAX_MESSAGES:
            message = f"{messages} messages, more than {MAX_MESSAGES}"
        elif lines > MAX_LINES:
            message = f"{lines} lines, more than {MAX_LINES}"
    if message:
        folder = root.relativize(root.get_messages_folder(language))
        raise make_catalogue_error(
            "size", f"the language has {message}: nothing of it is read", _REMEDY, folder
        )


def require_markup_size(
    pairs: Iterable[tuple[str, str]], files: Sequence[CatalogueFile], root: Root, language: str
) -> None:
    """Raise UserError `catalogue/size` if there is more markup to parse than a language may have.

    `pairs` are the msgids and msgstrs of some of its catalogues, `files`, which have the share of the limit
    that they have of the language's bytes.
    """
    total = sum(map(_measure_markup, pairs))
    if total <= MAX_MARKED // 8:  # far from the limit, whatever the share
        return
    sizes = [
        sum(_measure_file(each) or 0 for each in them)
        for them in (files, list_language_catalogues(root, language))
    ]
    if total * sizes[1] > MAX_MARKED * sizes[0]:
        folder = root.relativize(root.get_messages_folder(language))
        message = "the language has more markup than can be read: nothing of it is read"
        raise make_catalogue_error("size", message, _REMEDY, folder)


def _measure_markup(pair: tuple[str, str]) -> int:
    """Return the characters of a message that is parsed, with its surcharges; nothing for words alone."""
    if all(map(is_plain_text, pair)):
        return 0
    return sum(len(text) + _LINE_SURCHARGE * text.count("\n") for text in pair) + _MESSAGE_SURCHARGE


def read_catalogue_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a catalogue. Raises UserError: `catalogue/syntax`, `catalogue/not-a-file`."""
    try:
        return read_plain_file(path, MAX_FILE_BYTES, file=file)
    except OSError as error:
        message, remedy = f"cannot be read: {error.strerror}", "let it be read"
        raise make_catalogue_error("syntax", message, remedy, file) from error
    except UserError as error:
        if error.code == "files/size":
            message = f"the catalogue is larger than {format_byte_count(MAX_FILE_BYTES)}"
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


def _count_messages_and_lines(file: CatalogueFile) -> tuple[int, int]:
    """Count the keyword `msgid`, a few more than the messages if it stands in their words too; and lines."""
    try:
        po = read_catalogue_bytes(file.path, file.file)
    except UserError:
        return 0, 0
    messages = po.count(b"msgid") - po.count(b"| msgid") - po.count(b"msgid_plural")
    return messages, po.count(b"\n")
