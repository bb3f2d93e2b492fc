"""EPUBCheck, the judge of EPUB 3.3: takes e-books, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.judges import java, starting
from build_tools.judges.said import Verdicts

NAME = "EPUBCheck"
START, EACH = 60, 60  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return EPUBCheck's messages about each book, usage and info as notes; one JVM judges all.

    Raises Mendable `check/judge-failed`.
    """
    files = tuple(paths)
    if not files:
        return {}
    with starting.scratch() as folder:
        named = starting.linked(folder, files)
        jars = (java.jar(NAME, "epubcheck"), java.jar(NAME, "verapdf"))
        patience = START + EACH * len(named)
        ended = java.script(NAME, "epubcheck.js", jars, folder, list(named), patience)
        return starting.read(NAME, ended, folder, named)
