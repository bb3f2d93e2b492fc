"""Write the archive of a release's sources, and read one from strangers."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import OutputFile, Place
from build_tools.paths import compute_digest
from build_tools.paths.release_folder import SOURCES
from build_tools.process.plain_file import read_plain_file
from build_tools.release.manifest import REMEDY
from build_tools.release.path_rules import describe_path_fault, iter_path_twins

# The sources of a hundred languages, with pictures, and the program; the archive is held in memory.
MAX_BYTES = 256_000_000
MAX_TOTAL, MAX_ENTRIES = 1_000_000_000, 50_000
# Text is packed ten times, a blank page a thousand times: of large files none is packed so well.
MAX_RATIO, LARGE = 200, 1_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_END, _END_BYTES, _ZIP64_LOCATOR, _LOCATOR_BYTES = b"PK\5\6", 22, b"PK\6\7", 20
_HEADER_BYTES, _MAX_DIRECTORY = 30, MAX_ENTRIES * 400


def write_source_archive(files: Mapping[str, Path], path: Path) -> tuple[OutputFile, ...]:
    """Write files, by their names in the archive; the same files give the same bytes. Describe each.

    Raises UserError `release/archive` for names that no archive of a release may have.
    """
    names = sorted(files)
    _check_names(names)
    with zipfile.ZipFile(path, "w") as archive:
        return tuple(_write_entry(archive, name, files[name].read_bytes()) for name in names)


def _write_entry(archive: zipfile.ZipFile, name: str, data: bytes) -> OutputFile:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.create_system = 3  # Unix, wherever this runs
    archive.writestr(entry, data, compresslevel=9)
    return OutputFile(path=name, sha256=compute_digest(data), size=len(data))


def iter_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of an archive, its name and its bytes; raises as `iter_archive_files` does."""
    yield from iter_archive_files(read_plain_file(path, MAX_BYTES, file=SOURCES))


def iter_archive_files(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every file of an archive, its name and its bytes; check the whole list before the first.

    E-books are such archives too. Raises UserError `release/archive` for what is no plain archive of files:
    links, encryption, names that climb out or are twice, bombs, damage.
    """
    _check_end_record(raw)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            _check_entries(entries, archive.start_dir)
            for entry in entries:
                yield entry.filename, _read_entry(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise _make_archive_error(f"it is damaged: {' '.join(str(error).split())[:120]}") from error


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of an entry: zipfile reads no more than was listed, and checks the CRC."""
    try:
        data = archive.read(entry)
    except (zlib.error, EOFError) as error:
        raise _make_archive_error(f"{entry.filename} is damaged") from error
    if len(data) != entry.file_size:
        raise _make_archive_error(f"{entry.filename} is not as long as it is listed")
    return data


def _check_end_record(raw: bytes) -> None:
    """Judge the end of the archive before zipfile makes an object of each entry it may list."""
    end = raw[-_END_BYTES:]
    if not end.startswith(_END) or len(end) != _END_BYTES:
        raise _make_archive_error("it is no zip archive, or has something after its end")
    count, directory_bytes = struct.unpack("<HL", end[10:16])
    locator = raw[-_END_BYTES - _LOCATOR_BYTES : -_END_BYTES]
    is_large = locator.startswith(_ZIP64_LOCATOR) or directory_bytes > _MAX_DIRECTORY
    if is_large or count > MAX_ENTRIES or len(raw) > MAX_BYTES:
        raise _make_archive_error("it is larger than the sources of any release")


def _check_entries(entries: Sequence[zipfile.ZipInfo], start_of_list: int) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise _make_archive_error("it unpacks to more than the sources of any release")
    _check_names([entry.orig_filename for entry in entries])
    for entry in entries:
        if fault := _describe_entry_fault(entry):
            raise _make_archive_error(f"{entry.filename} {fault}")
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [*(entry.header_offset for entry in ordered[1:]), start_of_list]
    for entry, end in zip(ordered, ends, strict=False):
        if entry.header_offset + _HEADER_BYTES + entry.compress_size > end:
            raise _make_archive_error(f"{entry.filename} overlaps with another entry")


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if fault := describe_path_fault(name):
            raise _make_archive_error(f"{name[:200]!r}: {fault}")
    for name, fault in iter_path_twins(names):
        raise _make_archive_error(f"{name}: {fault}")


def _describe_entry_fault(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    faults = {
        "is encrypted": bool(entry.flag_bits & 0x41),
        "is a link or a device": kind not in (0, stat.S_IFREG),
        "is packed in a way that not every program reads": entry.compress_type
        not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED),
        "is a bomb: it unpacks to far more than text does": entry.file_size > LARGE
        and entry.file_size > MAX_RATIO * entry.compress_size,
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _make_archive_error(message: str) -> UserError:
    return UserError("release/archive", message, remedy=REMEDY, place=Place(file=SOURCES))
