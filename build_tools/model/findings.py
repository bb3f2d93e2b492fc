"""What was found, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding is; `file` is relative to the root, `/` between its parts."""

    file: str = ""
    line: int | None = None
    message_id: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check or a reading found."""

    code: str
    severity: Severity
    message: str
    place: Place = field(default_factory=Place)
    publication: str = ""
    language: str = ""
    format: str = ""
