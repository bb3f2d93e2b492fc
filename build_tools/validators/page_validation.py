"""Validate PDFs with page-validation, quickly, for PDF/UA-1 and PDF/A-2a.

It needs no Java and answers within the time of a test; veraPDF has the last word. It runs as a
program: its threads would be missing in a process that is forked after its first use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile
from build_tools.validators.sandbox import Sandbox, ValidatorExit, run_batch, run_in_sandbox

PROFILES = {"ua1": "ISO 14289-1:2014", "2a": "ISO 19005-2:2011"}


def validate(paths: Iterable[Path], profiles: Iterable[str] = tuple(PROFILES)) -> MessagesByFile:
    """Return the messages of page-validation about each file, by these profiles: `ua1`, `2a`."""
    script = Path(__file__).with_name("page_validation_script.py")
    clauses = [f"{profile}={PROFILES[profile]}" for profile in profiles]

    def start(sandbox: Sandbox, names: Sequence[str]) -> ValidatorExit:
        """Start the script, which reads the names of the files."""
        command = (sys.executable, "-I", str(script), *clauses)
        return run_in_sandbox(sandbox, command, stdin="\n".join(names))

    return run_batch("page-validation", paths, start, start_seconds=60, file_seconds=20)
