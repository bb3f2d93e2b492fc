"""Ace by DAISY, the judge of EPUB Accessibility: takes books, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.judges import browser, starting
from build_tools.judges.said import Verdicts

NAME = "Ace"
START, EACH = 90, 240  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return what Ace finds in each book; one browser serves all.

    Raises Mendable `check/judge-failed`.
    """
    files = tuple(paths)
    if not files:
        return {}
    with starting.scratch() as folder:
        named = starting.linked(folder, files)
        words = {"look": "ace", "pages": list(named)}
        ended = browser.script(NAME, "ace.cjs", words, folder, START + EACH * len(named))
        return starting.read(NAME, ended, folder, named)
