"""Validate e-books with EPUBCheck, for EPUB 3.3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, java
from build_tools.validators.sandbox import Sandbox, ValidatorExit, run_batch


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of EPUBCheck about each book, usage and info as notes; one JVM for all."""
    return run_batch("EPUBCheck", paths, _start_epubcheck, start_seconds=60, file_seconds=60)


def _start_epubcheck(sandbox: Sandbox, names: Sequence[str]) -> ValidatorExit:
    jars = (java.get_jar(sandbox.validator, "epubcheck"), java.get_jar(sandbox.validator, "verapdf"))
    return java.run_rhino_script(sandbox, "epubcheck.js", jars, names)
