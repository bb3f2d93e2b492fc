"""Temporary folders, locks and signals: nothing is left behind, and a lock has one owner."""

from __future__ import annotations

import select
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from build_tools.paths import PROJECT_DIR, BuildFolder
from build_tools.process.lock import hold_build_folder, hold_lock
from build_tools.process.scratch import make_scratch_folder
from build_tools.process.signals import allow_signals, block_signals

# The timeout in seconds.
PATIENCE = 10


def run_in_new_interpreter(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in its own interpreter."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_scratch_folder_is_gone_at_the_end(tmp_path: Path) -> None:
    """The folder exists only within the block, also after an error."""
    with make_scratch_folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        assert folder.parent == tmp_path
    with pytest.raises(ZeroDivisionError), make_scratch_folder(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_signal_leaves_no_scratch_folder(tmp_path: Path) -> None:
    """A process that is terminated within the block deletes its folder first."""
    done = run_in_new_interpreter(
        f"""
        import os, signal
        from pathlib import Path
        from build_tools.process.scratch import make_scratch_folder
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with make_scratch_folder(Path({str(tmp_path)!r})):
            os.kill(os.getpid(), signal.SIGTERM)
        """
    )
    assert "KeyboardInterrupt" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_signal_waits_for_the_end_of_the_block() -> None:
    """A blocked signal is delivered after the block, or where it is allowed within."""
    seen: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _frame: seen.append(number))
    try:
        with block_signals():
            signal.raise_signal(signal.SIGHUP)  # to this thread: another's mask is its own
            assert seen == []
            with allow_signals():
                assert len(seen) == 1
            signal.raise_signal(signal.SIGHUP)
            assert len(seen) == 1
        assert len(seen) == 2
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    """A second process is told that the lock is held, and gets it when the first has ended."""
    file = tmp_path / "lock"
    file.touch()
    code = f"""
        from pathlib import Path
        from build_tools.process.lock import hold_lock
        with hold_lock(Path({str(file)!r}), lambda: print("waiting", flush=True)):
            print("held")
        """
    with hold_lock(file):
        other = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)],
            cwd=PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert other.stdout is not None
        ready, _, _ = select.select([other.stdout], [], [], PATIENCE)
    assert ready
    assert other.communicate(timeout=PATIENCE)[0] == "waiting\nheld\n"


def test_a_build_folder_is_made_to_be_locked(tmp_path: Path) -> None:
    """A missing build folder is created, and a single process does not wait."""
    messages: list[str] = []
    build = BuildFolder(tmp_path / "build")
    with hold_build_folder(build, messages.append):
        assert build.lock.is_file()
    assert messages == []
