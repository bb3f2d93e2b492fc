"""Define the inputs, jobs, records and results of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from build_tools.model.edition import Coverage
from build_tools.model.findings import Finding
from build_tools.model.publication import Origin, ReviewState

BuildStatus = Literal["built", "fresh", "failed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """Describe a file of a finished edition; `path` is relative to the build folder, `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Describe a finished edition in one format by its main file; `files` are all, if it is a folder."""

    path: str
    sha256: str
    size: int
    pages: int | None = None
    files: tuple[OutputFile, ...] = ()

    @property
    def total_size(self) -> int:
        """Return the size of all its files, in bytes."""
        return sum(file.size for file in self.files) or self.size


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Name what can be built: a publication in a language in a format."""

    publication: str
    language: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Describe one thing that decides the bytes of an edition; `label` is its version, if it is no file."""

    kind: str
    name: str
    digest: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSelection:
    """Select what proofs hold: some `pages` (all if there are none), or what changed `since_review` alone."""

    pages: frozenset[str] = frozenset()
    since_review: bool = False


WHOLE_PROOF = ProofSelection()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRecord:
    """Record the inputs and the output of the last build of a target, and what was found in it."""

    target: Target
    inputs: tuple[Input, ...]
    output: Output
    coverage: Coverage = field(default_factory=Coverage)
    review: ReviewState = "draft"
    origin: Origin = "adopted"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Name a target that is out of date, and the reason."""

    target: Target
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold the jobs of a build; `fresh` has the records of the targets that are up to date."""

    jobs: tuple[Job, ...]
    fresh: tuple[TargetRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """Report what became of a target: one row of report.json.

    `review` and `origin`, who wrote its words, stand in releases alone.
    """

    target: Target
    status: BuildStatus
    reason: str = ""
    output: Output | None = None
    seconds: float = 0.0
    coverage: Coverage = field(default_factory=Coverage)
    review: ReviewState = "draft"
    origin: Origin = "adopted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """Hold the rows, the findings and the exit code of a command; `details` are more keys of its report."""

    rows: tuple[ReportRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent:
    """Report a step of a running build: `reading`, a format, or `done`."""

    publication: str
    language: str
    phase: str
