"""page-validation, the quick judge of PDFs: takes PDFs, gives what it holds against each.

It needs no Java and answers within the time of a test; veraPDF has the last word. It is started
as a program: its threads would not be there in a process that we forked after its first use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from build_tools.judges import starting
from build_tools.judges.said import Verdicts
from build_tools.judges.starting import Ended

NAME = "page-validation"
PROFILES = {"ua1": "ISO 14289-1:2014", "2a": "ISO 19005-2:2011"}
START, EACH = 60, 20  # seconds that it may take, at the most
SCRIPT = Path(__file__).with_name("page_validation_run.py")


def judged(paths: Iterable[Path], profiles: Iterable[str] = tuple(PROFILES)) -> Verdicts:
    """Return what page-validation finds in each file by each of these profiles: `ua1`, `2a`.

    Raises Mendable `check/judge-failed`.
    """
    clauses = [f"{profile}={PROFILES[profile]}" for profile in profiles]
    command = (sys.executable, "-I", str(SCRIPT), *clauses)
    return starting.once(NAME, paths, partial(_start, command))


def _start(command: Sequence[str], folder: Path, names: Sequence[str]) -> Ended:
    patience = START + EACH * len(names)
    return starting.run(NAME, command, folder=folder, patience=patience, told="\n".join(names))
