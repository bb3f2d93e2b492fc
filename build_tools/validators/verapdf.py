"""Validate PDFs with veraPDF, for PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, installed_files, java
from build_tools.validators.sandbox import Sandbox, ValidatorExit, run_batch


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of veraPDF about each file, by both standards; one JVM for all."""
    return run_batch("veraPDF", paths, _start_verapdf, start_seconds=60, file_seconds=60)


def _start_verapdf(sandbox: Sandbox, names: Sequence[str]) -> ValidatorExit:
    jars = (java.get_jar(sandbox.validator, "verapdf"), *installed_files.JAXB_JARS)
    return java.run_rhino_script(sandbox, "verapdf.js", jars, names)
