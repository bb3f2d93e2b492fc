"""Validate e-books with Ace by DAISY, for EPUB Accessibility."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, browser
from build_tools.validators.sandbox import Sandbox, ValidatorExit, run_batch


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of Ace about each book; one browser serves all."""
    return run_batch("Ace", paths, _start_ace, start_seconds=90, file_seconds=240)


def _start_ace(sandbox: Sandbox, names: Sequence[str]) -> ValidatorExit:
    return browser.run_browser_script(sandbox, "ace.cjs", {"test": "ace", "pages": names})
