"""Define findings, their places, and the results of checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from build_tools.model.language import LocalizedText

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Locate a finding; `file` is relative to the root, with `/` between its parts."""

    file: str = ""
    line: int | None = None
    message_id: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Report what a check or a reading found."""

    code: str
    severity: Severity
    message: str
    place: Place = field(default_factory=Place)
    publication: str = ""
    language: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMeaning:
    """Say `what` findings of a code are about, and how to `fix` it, in the language of an edition."""

    what: LocalizedText
    fix: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Hold the result of a check on an edition in a format.

    `digest` is of all inputs that decide it, `time` when the check ran (`2026-11-25 19:30+0000`), `tools`
    what it used, with versions. A check that was not run has no `time` but a `reason`.
    """

    code: str
    digest: str = ""
    time: str = ""
    tools: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""
