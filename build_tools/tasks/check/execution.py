"""Run checks in processes, and return a result for each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from build_tools import checks, validators
from build_tools.checks import BuiltEdition, Check
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import CheckResult, Finding, Target
from build_tools.paths import PROJECT_DIR, compute_digest, compute_file_digest, iter_files, relativize_path
from build_tools.process import pool
from build_tools.process.scratch import make_scratch_folder

# The code that decides what is found, and the knobs by which pages are measured.
CODE_FOLDERS = ("build_tools/checks", "build_tools/validators", "build_tools/inspection", "styles/base")


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCheck:
    """Describe a check to run on an edition, and the digest under which its result is cached."""

    check: Check
    built: BuiltEdition
    digest: str


@dataclass(slots=True, kw_only=True)
class CheckDigests:
    """Compute digests of what is built, each once; `all_editions` is all that is built."""

    all_editions: Sequence[BuiltEdition]
    edition_digests: dict[Path, str] = field(default_factory=dict)
    code_digest: str = ""
    all_editions_digest: str = ""

    def digest_check(self, check: Check, built: BuiltEdition) -> str:
        """Return the digest of all that decides the result of a check on an edition."""
        if not self.code_digest:
            folders = (_digest_content(PROJECT_DIR / folder) for folder in CODE_FOLDERS)
            self.code_digest = compute_digest("\n".join(folders))
        parts = [self.code_digest, check.code, self.digest_edition(built)]
        parts += [
            f"{name} {validators.get_validator_version(name)}"
            for name in validators.collect_requirements(check.requires)
        ]
        if check.scope == "editions":
            self.all_editions_digest = self.all_editions_digest or compute_digest(
                "".join(map(self.digest_edition, self.all_editions))
            )
            parts.append(self.all_editions_digest)
        return compute_digest("\n".join(parts))

    def digest_edition(self, built: BuiltEdition) -> str:
        """Return the digest of an edition, of its expected text and of its register entries."""
        if built.path not in self.edition_digests:
            facts = [_digest_content(built.path), _digest_content(built.expected_text)]
            facts += [repr(built.target), repr(built.language), repr(built.publication)]
            self.edition_digests[built.path] = compute_digest("\n".join(facts))
        return self.edition_digests[built.path]


def _digest_content(path: Path) -> str:
    if path.is_dir():
        return "\n".join(
            f"{relativize_path(file, path)} {compute_file_digest(file)}" for file in iter_files(path)
        )
    return compute_file_digest(path) if path.is_file() else ""


def find_pending_checks(
    built: Sequence[BuiltEdition], cached: Mapping[Target, Mapping[str, CheckResult]], digests: CheckDigests
) -> Iterator[PendingCheck]:
    """Yield each check that can run and has no cached result for the same inputs."""
    for check in checks.CHECKS:
        if checks.find_missing_tools(check):
            continue
        for edition in built:
            if check.is_applicable_to(edition):
                key = digests.digest_check(check, edition)
                cached_result = cached[edition.target].get(check.code)
                if cached_result is None or cached_result.digest != key:
                    yield PendingCheck(check=check, built=edition, digest=key)


ProgressCallback = Callable[[int, int], None]
# What takes longest begins first, so that no core waits at the end.
SLOW_VALIDATOR = "chromium"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """Hold the findings of a check on an edition; `crash` is why it could not be completed."""

    target: Target
    code: str
    findings: tuple[Finding, ...] = ()
    crash: Finding | None = None


def run_pending_checks(
    pending: Sequence[PendingCheck], *, workers: int, when: str, on_progress: ProgressCallback
) -> dict[PendingCheck, CheckResult]:
    """Return the result of each check; a validator is started once for many editions."""
    if not pending:
        return {}
    works = [*_iter_batch_works(pending), *_iter_edition_works(pending)]
    with make_scratch_folder() as scratch:
        outcome_lists = pool.run_all(
            works, workers=workers, scratch=scratch, on_progress=lambda n: on_progress(n, len(works))
        )
    outcomes = {(one.code, one.target): one for answer in outcome_lists for one in answer}
    return {
        check: _make_check_result(check, outcomes[check.check.code, check.built.target], when)
        for check in pending
    }


def _make_check_result(pending: PendingCheck, outcome: CheckOutcome, when: str) -> CheckResult:
    if outcome.crash is not None:
        crash = outcome.crash
        return CheckResult(code=outcome.code, findings=(crash,), reason=crash.message)
    used_tools = tuple(
        (name, validators.get_validator_version(name))
        for name in validators.collect_requirements(pending.check.requires)
    )
    return CheckResult(
        code=outcome.code, digest=pending.digest, time=when, tools=used_tools, findings=outcome.findings
    )


def _iter_batch_works(pending: Iterable[PendingCheck]) -> Iterator[partial[list[CheckOutcome]]]:
    editions_by_check: dict[Check, list[BuiltEdition]] = {}
    for pending_check in pending:
        if pending_check.check.is_batch:
            editions_by_check.setdefault(pending_check.check, []).append(pending_check.built)
    for check in sorted(
        editions_by_check,
        key=lambda check: SLOW_VALIDATOR not in validators.collect_requirements(check.requires),
    ):
        yield partial(_run_checks, [(check, editions_by_check[check])])


def _iter_edition_works(pending: Iterable[PendingCheck]) -> Iterator[partial[list[CheckOutcome]]]:
    """Yield a work for each edition, in which its files are opened once for all checks."""
    checks_by_edition: dict[tuple[str, str], list[tuple[Check, list[BuiltEdition]]]] = {}
    for pending_check in pending:
        if not pending_check.check.is_batch:
            target = pending_check.built.target
            name = (target.publication, target.language)
            pair = (pending_check.check, [pending_check.built])
            checks_by_edition.setdefault(name, []).append(pair)
    for pairs in checks_by_edition.values():
        yield partial(_run_checks, pairs)


def _run_checks(pairs: Sequence[tuple[Check, Sequence[BuiltEdition]]], work: Path) -> list[CheckOutcome]:
    tempfile.tempdir = str(work)  # what a validator leaves behind goes with this process
    return [outcome for check, built in pairs for outcome in _run_check(check, built)]


def _run_check(check: Check, built: Sequence[BuiltEdition]) -> Iterator[CheckOutcome]:
    """Yield the outcomes of a check, or a crash for each of its editions."""
    try:
        findings = checks.run_check(check, built)
    except UserError as error:
        finding = convert_to_finding(error)
    except Exception as error:  # what was built may be anything, and a validator may fail
        finding = _make_crash_finding(check, error)
    else:
        for target, found in findings.items():
            yield CheckOutcome(target=target, code=check.code, findings=found)
        return
    yield from (CheckOutcome(target=one.target, code=check.code, crash=finding) for one in built)


def _make_crash_finding(check: Check, error: Exception) -> Finding:
    text = f"{check.code} could not be completed: {type(error).__name__}: {error}"
    message = f"{text} — build the edition again, then look at {check.module.__name__}"
    return Finding(code="check/broken", severity="error", message=message)
