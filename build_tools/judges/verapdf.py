"""veraPDF, the judge of PDF/UA-1 and PDF/A-2a: takes PDFs, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.judges import java, starting, where
from build_tools.judges.said import Verdicts
from build_tools.judges.starting import Ended

NAME = "veraPDF"
START, EACH = 60, 60  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return what veraPDF finds by either standard in each file; one JVM judges all.

    Raises Mendable `check/judge-failed`.
    """
    return starting.once(NAME, paths, _start)


def _start(folder: Path, names: Sequence[str]) -> Ended:
    jars = (java.jar(NAME, "verapdf"), *where.JAXB)
    return java.script(NAME, "verapdf.js", jars, folder, names, START + EACH * len(names))
