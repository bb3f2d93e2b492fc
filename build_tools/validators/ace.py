"""Validate e-books with Ace by DAISY, for EPUB Accessibility."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, browser, sandbox
from build_tools.validators.sandbox import ValidatorExit

NAME = "Ace"
START_SECONDS, FILE_SECONDS = 90, 240  # seconds that it may take, at the most


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of Ace about each book; one browser serves all.

    Raises UserError `check/judge-failed`.
    """
    return sandbox.run_batch(NAME, paths, _start_ace)


def _start_ace(folder: Path, names: Sequence[str]) -> ValidatorExit:
    arguments = {"test": "ace", "pages": names}
    return browser.run_browser_script(
        NAME, "ace.cjs", arguments, folder, START_SECONDS + FILE_SECONDS * len(names)
    )
