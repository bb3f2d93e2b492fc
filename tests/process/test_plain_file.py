"""A stranger's file is read only where it is a plain file, and only so far."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.process.plain_file import read_plain_file


def _make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(("size", "limit"), [(0, 0), (0, 5), (5, 5), (3_000_000, 3_000_000)])
def test_a_file_within_the_limit_is_read_whole(tmp_path: Path, size: int, limit: int) -> None:
    """The limit itself is allowed, also over several reads and through a link."""
    data = os.urandom(size)
    (tmp_path / "file").write_bytes(data)
    (tmp_path / "link").symlink_to("file")
    assert read_plain_file(tmp_path / "file", limit) == data
    assert read_plain_file(tmp_path / "link", limit) == data


@pytest.mark.parametrize("size", [6, 5_000_000])
def test_a_file_beyond_the_limit_is_one_line(tmp_path: Path, size: int) -> None:
    """The line names the file as the caller does, the limit and the remedy."""
    (tmp_path / "file").write_bytes(b"x" * size)
    with pytest.raises(UserError) as caught:
        read_plain_file(tmp_path / "file", 5, file="locale/glossary.tsv")
    expected = "locale/glossary.tsv: files/size it is larger than 5 bytes — make it smaller, or divide it"
    assert str(caught.value) == expected


def test_a_device_without_end_is_not_read(tmp_path: Path) -> None:
    """A link to `/dev/zero` reads nothing at all."""
    (tmp_path / "file").symlink_to("/dev/zero")
    with pytest.raises(UserError, match="not-a-file"):
        read_plain_file(tmp_path / "file", 10)


def test_a_stated_size_is_not_believed() -> None:
    """A file of the kernel's states no size, and has bytes."""
    with pytest.raises(UserError, match="files/size"):
        read_plain_file(Path("/proc/self/status"), 10)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, _make_socket])
def test_what_is_no_plain_file_is_one_line_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A FIFO without a writer is not waited for."""
    path = tmp_path / "file"
    make(path)
    with pytest.raises(UserError) as caught:
        read_plain_file(path, 10, file="x.po")
    assert str(caught.value) == "x.po: files/not-a-file it is not a plain file — put a plain file there"


def test_other_errors_are_the_system_s(tmp_path: Path) -> None:
    """A missing file keeps the system's own error, with its name."""
    with pytest.raises(FileNotFoundError, match="missing"):
        read_plain_file(tmp_path / "missing", 10)
