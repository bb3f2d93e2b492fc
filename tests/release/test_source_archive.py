"""The archive of sources: the same bytes from the same files, and nothing hostile is unpacked."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from build_tools.errors import UserError
from build_tools.release.source_archive import iter_archive, iter_archive_files, write_source_archive

FILES = {"source/a.rst": b"A\n" * 100, "locale/fr.po": "é".encode(), "source/empty.rst": b""}


def write_files(folder: Path) -> dict[str, Path]:
    """Write the files into a folder, and return them by name."""
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return {name: folder / name for name in FILES}


def test_an_archive_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What was written is yielded, sorted by name, and described with its size."""
    written = write_source_archive(write_files(tmp_path / "root"), tmp_path / "sources.zip")
    assert list(iter_archive(tmp_path / "sources.zip")) == sorted(FILES.items())
    assert [(one.path, one.size) for one in written] == [(name, len(FILES[name])) for name in sorted(FILES)]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the time of a file, nor its rights, nor the order of names is in an archive."""
    files = write_files(tmp_path / "root")
    write_source_archive(files, tmp_path / "first.zip")
    os.utime(files["source/a.rst"], (1, 1))
    files["source/a.rst"].chmod(0o755)
    write_source_archive(dict(reversed(files.items())), tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with ZipFile(tmp_path / "first.zip") as archive:
        assert {oct(entry.external_attr >> 16) for entry in archive.infolist()} == {"0o100644"}


def test_no_archive_is_written_that_would_not_be_read(tmp_path: Path) -> None:
    """A name that climbs out is refused before anything is written."""
    with pytest.raises(UserError, match=r"release/archive '\.\./a'"):
        write_source_archive({"../a": tmp_path / "a"}, tmp_path / "sources.zip")
    assert not (tmp_path / "sources.zip").exists()


def pack(*entries: tuple[str | ZipInfo, bytes], kind: int = ZIP_DEFLATED) -> bytes:
    """Return an archive of entries."""
    stream = BytesIO()
    with ZipFile(stream, "w", kind) as archive:
        for name, data in entries:
            archive.writestr(name, data, kind)
    return stream.getvalue()


def pack_twice(first: str, second: str) -> bytes:
    """Return an archive of two entries whose names have the same length, the second renamed as told."""
    raw = pack((first, b"1"), ("x" * len(second), b"2"))
    return raw.replace(b"x" * len(second), second.encode())


def make_link() -> bytes:
    """Return an archive of a symbolic link."""
    entry = ZipInfo("source/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return pack((entry, b"/etc/passwd"))


def set_flag(raw: bytes, flag: int) -> bytes:
    """Set a flag of the first entry, in both of its headers."""
    data = bytearray(raw)
    data[6] |= flag
    data[data.index(b"PK\1\2") + 8] |= flag
    return bytes(data)


def flip_data(raw: bytes) -> bytes:
    """Change a bit of what the first entry holds."""
    data = bytearray(raw)
    data[data.index(b"sssss")] ^= 1
    return bytes(data)


def overlap() -> bytes:
    """Return an archive whose two entries are the same bytes: what bombs are made of."""
    raw = bytearray(pack(("a", b"s" * 50), ("b", b"s" * 50), kind=ZIP_STORED))
    second = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 1)
    raw[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(raw)


def claim_size(size: int) -> bytes:
    """Return an archive whose entry says that it is of a size."""
    raw = bytearray(pack(("a", b"s" * 50), kind=ZIP_STORED))
    entry = raw.index(b"PK\1\2")
    raw[entry + 24 : entry + 28] = struct.pack("<L", size)
    return bytes(raw)


def claim_count(count: int, directory: int) -> bytes:
    """Return an archive whose end claims more entries than it has."""
    raw = bytearray(pack(("a", b"")))
    raw[-12:-6] = struct.pack("<HL", count, directory)
    return bytes(raw)


STORED = pack(("a", b"sssss"), kind=ZIP_STORED)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "no zip archive"),
    "text": (lambda: b"x" * 1000, "no zip archive"),
    "something behind it": (lambda: STORED + b"x", "no zip archive"),
    "truncated": (lambda: STORED[:40] + STORED[-22:], "damaged"),
    "a bit": (lambda: flip_data(STORED), "damaged"),
    "a bomb": (lambda: pack(("a", bytes(3_000_000))), "bomb"),
    "many bombs": (lambda: claim_size(0xFFFFFFF0), "unpacks to more"),
    "a size that is not true": (lambda: claim_size(60), "as long as it is listed|damaged"),
    "overlapping": (overlap, "overlaps"),
    "a long list": (lambda: claim_count(60_000, 46), "larger than the sources"),
    "a large list": (lambda: claim_count(1, 0x7FFFFFFF), "larger than the sources"),
    "climbing": (lambda: pack(("../a", b"")), "climbs out"),
    "climbing within": (lambda: pack(("source/../../a", b"")), "climbs out"),
    "absolute": (lambda: pack(("/etc/a", b"")), "absolute"),
    "backslash": (lambda: pack(("..\\a", b"")), "backslash"),
    "a folder": (lambda: pack(("source/", b"")), "no path of a file"),
    "a null": (lambda: pack_twice("ok", "a\0b"), "characters"),
    "an escape": (lambda: pack(("a\x1b[2J", b"")), "characters"),
    "twice": (lambda: pack_twice("same", "same"), "twice"),
    "case twins": (lambda: pack(("a", b""), ("A", b"")), "only case"),
    "a file and a folder": (lambda: pack(("a", b""), ("a/b", b"")), "a file and a folder"),
    "not NFC": (lambda: pack(("e\u0301", b"")), "NFC"),
    "a long name": (lambda: pack(("x" * 300, b"")), "too long"),
    "a link": (make_link, "link"),
    "encrypted": (lambda: set_flag(STORED, 1), "encrypted"),
    "bzip2": (lambda: pack(("a", b"s" * 50), kind=ZIP_BZIP2), "not every program"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_one_line(name: str) -> None:
    """What no release has in it is refused with the reason, on one line, without a traceback."""
    make, reason = HOSTILE[name]
    with pytest.raises(UserError, match=f"sources.zip: release/archive .*({reason})") as caught:
        list(iter_archive_files(make()))
    assert "\n" not in str(caught.value)
