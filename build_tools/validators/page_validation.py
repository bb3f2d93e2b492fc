"""Validate PDFs with page-validation, quickly, for PDF/UA-1 and PDF/A-2a.

It needs no Java and answers within the time of a test; veraPDF has the last word. It runs as a
program: its threads would be missing in a process that is forked after its first use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from build_tools.validators import MessagesByFile, sandbox
from build_tools.validators.sandbox import ValidatorExit

NAME = "page-validation"
PROFILES = {"ua1": "ISO 14289-1:2014", "2a": "ISO 19005-2:2011"}
START_SECONDS, FILE_SECONDS = 60, 20  # seconds that it may take, at the most
SCRIPT = Path(__file__).with_name("page_validation_script.py")


def validate(paths: Iterable[Path], profiles: Iterable[str] = tuple(PROFILES)) -> MessagesByFile:
    """Return the messages of page-validation about each file, by these profiles: `ua1`, `2a`.

    Raises UserError `check/judge-failed`.
    """
    clauses = [f"{profile}={PROFILES[profile]}" for profile in profiles]
    command = (sys.executable, "-I", str(SCRIPT), *clauses)
    return sandbox.run_batch(NAME, paths, partial(_start_page_validation, command))


def _start_page_validation(command: Sequence[str], folder: Path, names: Sequence[str]) -> ValidatorExit:
    timeout = START_SECONDS + FILE_SECONDS * len(names)
    return sandbox.run_in_sandbox(NAME, command, folder=folder, timeout=timeout, stdin="\n".join(names))
