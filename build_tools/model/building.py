"""What a build is to do, what it made and from what, and what became of each edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from build_tools.model.editions import Coverage
from build_tools.model.findings import Finding
from build_tools.model.published import Format

Status = Literal["built", "fresh", "failed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A finished edition in one format; `path` is relative to the build folder."""

    path: str
    sha256: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What can be built: a publication in a language in a format."""

    publication: str
    language: str
    format: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing that decides an edition's bytes.

    `kind` is source, catalogue, register, language, style, font, tool or date; `label` is
    what a person reads of its state (a version), empty for files.
    """

    kind: str
    name: str
    digest: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the last build of a target was made from and gave."""

    target: Target
    inputs: tuple[Input, ...]
    output: Output
    coverage: Coverage = field(default_factory=Coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A target that is out of date, and why."""

    target: Target
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build will do; `fresh` has the records of what it will leave alone."""

    jobs: tuple[Job, ...]
    fresh: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of a target: a line of the report."""

    target: Target
    status: Status
    reason: str = ""
    output: Output | None = None
    seconds: float = 0.0
    coverage: Coverage = field(default_factory=Coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command did: rows, findings and the exit code that they deserve."""

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    exit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step of a running build, for whoever watches it.

    `phase` is `reading`, a format, or `done`.
    """

    publication: str
    language: str
    phase: str
