"""Define the message of a validator about a file, in one shape for all validators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatorMessage:
    """Describe a message of a validator about a file.

    `rule` is the validator's own name of the rule, `where` what a person can open or search for:
    `page 3`, the member of an e-book, a selector. `clause` names the standard, if the validator
    does.
    """

    rule: str
    severity: Severity
    message: str
    where: str = ""
    line: int | None = None
    clause: str = ""


MessagesByFile = Mapping[Path, tuple[ValidatorMessage, ...]]
