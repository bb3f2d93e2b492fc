"""What a judge said of a file: takes its words, gives them in one shape, whichever judge it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that a judge holds against a file.

    `rule` is the judge's own name for it, `where` what a person can open or look for: `page 3`,
    the member of an e-book, a selector. `clause` names the standard, where the judge does.
    """

    rule: str
    severity: Severity
    message: str
    where: str = ""
    line: int | None = None
    clause: str = ""


Verdicts = Mapping[Path, tuple[Said, ...]]
