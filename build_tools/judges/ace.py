"""Ace by DAISY, the judge of EPUB Accessibility: takes books, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.judges import browser, starting
from build_tools.judges.said import Verdicts
from build_tools.judges.starting import Ended

NAME = "Ace"
START, EACH = 90, 240  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return what Ace finds in each book; one browser serves all.

    Raises Mendable `check/judge-failed`.
    """
    return starting.once(NAME, paths, _start)


def _start(folder: Path, names: Sequence[str]) -> Ended:
    words = {"look": "ace", "pages": names}
    return browser.script(NAME, "ace.cjs", words, folder, START + EACH * len(names))
