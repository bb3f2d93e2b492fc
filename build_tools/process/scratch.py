"""Make temporary folders that are removed whatever happens."""

from __future__ import annotations

import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.process.signals import STOP_SIGNALS, block_signals


@contextmanager
def make_scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Yield a temporary folder, in `parent` or the system's; it is removed whenever a signal comes."""
    with block_signals() as previous_mask:
        folder = Path(tempfile.mkdtemp(prefix="editions-", dir=parent))
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, previous_mask)
            yield folder
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
            _remove_folder(folder)


def _remove_folder(folder: Path) -> None:
    """Remove a folder in which a killed process may still write for a moment."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)
