"""Functions in processes of their own: whatever one meets is told by name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.paths import BuildFolder
from build_tools.process import os_errors, pool


def _run(work: Callable[[Path], object], scratch: Path) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        pool.run_all([work], workers=1, scratch=scratch, names=["pact-fr"])
    return caught.value


def _convert(work: Callable[[Path], object], folder: Path) -> UserError:
    (folder / "scratch").mkdir()
    error = _run(work, folder / "scratch")
    return os_errors.convert_crash(error, folder, BuildFolder(folder / "build"), "command")


def test_an_unforeseen_error_has_its_name_and_its_traceback(tmp_path: Path) -> None:
    """The line says what was worked on and where the error arose; the file has the whole story."""

    def work(_folder: Path) -> None:
        raise KeyError("no such key")

    error = _convert(work, tmp_path)
    story = tmp_path / "build" / ".press" / "trouble" / "command.txt"
    assert str(error).startswith("press/internal KeyError: 'no such key' of pact-fr (")
    assert str(error).endswith(f"please report it; its traceback is in {story}")
    assert "in work\n" in story.read_text()


@pytest.mark.parametrize("raised", [SystemExit(3), KeyboardInterrupt(), GeneratorExit()])
def test_what_ends_a_program_ends_none(tmp_path: Path, raised: BaseException) -> None:
    """A root's own code may raise anything: it is told as any error."""

    def work(_folder: Path) -> None:
        raise raised

    assert f"press/internal {type(raised).__name__}" in str(_convert(work, tmp_path))


def test_a_disk_that_refuses_in_a_process_is_a_line(tmp_path: Path) -> None:
    """An OSError is told as one of the disk, with the whole path of its file."""

    def work(folder: Path) -> None:
        (folder / "gone").read_bytes()

    file = tmp_path / "scratch" / "0" / "gone"
    assert str(_convert(work, tmp_path)) == (
        f"disk/gone {file}: it is not there, or no longer — put it back, or name another"
    )


def test_memory_that_runs_out_is_a_line(tmp_path: Path) -> None:
    """A MemoryError is no error of the program."""

    def work(_folder: Path) -> None:
        raise MemoryError

    assert str(_convert(work, tmp_path)).startswith("press/memory pact-fr: there is no memory left — ")


def test_a_killed_process_is_told_by_its_signal(tmp_path: Path) -> None:
    """What the kernel kills when memory runs out is named, with what it worked on."""

    def work(_folder: Path) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    assert str(_convert(work, tmp_path)) == (
        "press/killed the process that made pact-fr was killed by signal 9, as happens when memory runs"
        " out — build fewer editions at a time, with -j 1"
    )
