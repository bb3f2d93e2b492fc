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


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check said of an edition in a format.

    `digest` is of all that decides it, `when` it was said, as `2026-11-25 19:30+0000`; `judges` are
    the names and versions of what was asked. A check that was not run has no `when` but a `reason`.
    """

    code: str
    digest: str = ""
    when: str = ""
    judges: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""
