"""veraPDF, the judge of PDF/UA-1 and PDF/A-2a: takes PDFs, gives what it holds against each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.judges import java, starting, where
from build_tools.judges.said import Verdicts

NAME = "veraPDF"
START, EACH = 60, 60  # seconds that it may take, at the most


def judged(paths: Iterable[Path]) -> Verdicts:
    """Return what veraPDF finds by either standard in each file; one JVM judges all.

    Raises Mendable `check/judge-failed`.
    """
    files = tuple(paths)
    if not files:
        return {}
    with starting.scratch() as folder:
        named = starting.linked(folder, files)
        jars = (java.jar(NAME, "verapdf"), *where.JAXB)
        patience = START + EACH * len(named)
        ended = java.script(NAME, "verapdf.js", jars, folder, list(named), patience)
        return starting.read(NAME, ended, folder, named)
