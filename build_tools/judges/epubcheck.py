"""EPUBCheck, the judge of EPUB 3.3: takes e-books, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.judges import java, starting
from build_tools.judges.said import Verdicts
from build_tools.judges.starting import Ended

NAME = "EPUBCheck"
START, EACH = 60, 60  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return EPUBCheck's messages about each book, usage and info as notes; one JVM judges all.

    Raises Mendable `check/judge-failed`.
    """
    return starting.once(NAME, paths, _start)


def _start(folder: Path, names: Sequence[str]) -> Ended:
    jars = (java.jar(NAME, "epubcheck"), java.jar(NAME, "verapdf"))
    return java.script(NAME, "epubcheck.js", jars, folder, names, START + EACH * len(names))
