"""Validate PDFs with veraPDF, for PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile, file_locations, java, sandbox
from build_tools.validators.sandbox import ValidatorExit

NAME = "veraPDF"
START_SECONDS, FILE_SECONDS = 60, 60  # seconds that it may take, at the most


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return the messages of veraPDF about each file, by both standards; one JVM for all.

    Raises UserError `check/judge-failed`.
    """
    return sandbox.run_batch(NAME, paths, _start_verapdf)


def _start_verapdf(folder: Path, names: Sequence[str]) -> ValidatorExit:
    jars = (java.get_jar(NAME, "verapdf"), *file_locations.JAXB_JARS)
    return java.run_rhino_script(
        NAME, "verapdf.js", jars, folder, names, START_SECONDS + FILE_SECONDS * len(names)
    )
