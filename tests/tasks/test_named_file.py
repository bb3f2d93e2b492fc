"""Files that a person names: whatever is there, nothing but a regular file is replaced."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.model import CommandResult
from build_tools.tasks import report
from build_tools.tasks.catalogue import status
from build_tools.tasks.catalogue.status import TranslationStatus

Write = Callable[[Path], None]


def _write_page(file: Path) -> None:
    status.write_status_page(TranslationStatus(languages={}, findings=()), file)


def _write_report(file: Path) -> None:
    report.write_report("build", (file,), 0.0, CommandResult())


WRITERS = pytest.mark.parametrize("write", [_write_page, _write_report], ids=["--page", "--report"])


@WRITERS
def test_a_pipe_takes_the_data_and_stays(write: Write, tmp_path: Path) -> None:
    """What reads a named pipe gets all that is written, and the pipe is still there."""
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write(pipe)
    write(file)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    reader.join(timeout=10)
    assert received == [file.read_bytes()]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
@WRITERS
def test_a_device_stays_a_device(write: Write, tmp_path: Path) -> None:
    """A device takes the data; no file is put in its place."""
    device = tmp_path / "nowhere"
    os.mknod(device, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    write(device)
    assert stat.S_ISCHR(device.lstat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["nowhere"]


@WRITERS
def test_a_link_stays_a_link(write: Write, tmp_path: Path) -> None:
    """A link is followed, also one whose file is not there yet."""
    link, file = tmp_path / "link", tmp_path / "folder" / "file"
    file.parent.mkdir()
    link.symlink_to(file)
    for _ in range(2):
        write(link)
        assert link.is_symlink()
        assert not file.is_symlink()
        assert file.stat().st_size > 0


@WRITERS
def test_a_folder_is_an_error_line(write: Write, tmp_path: Path) -> None:
    """A folder stays, and the error names it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(UserError) as caught:
        write(folder)
    assert "folder" in str(caught.value)
    assert folder.is_dir()


@WRITERS
def test_a_full_disk_leaves_the_old_file(write: Write, tmp_path: Path, monkeypatch: Any) -> None:
    """Where the data does not fit, the old file is still whole."""
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError):
        write(file)
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
