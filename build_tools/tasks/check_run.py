"""Runs the checks that are due in processes: takes them, gives a verdict for each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools import checks, judges
from build_tools.checks import Built, Check
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import CheckResult, Finding, Place, Target
from build_tools.press import lanes, process
from build_tools.tasks.check_due import Due

Told = Callable[[int, int], None]
# What takes longest begins first, so that no core waits at the end.
SLOW = "chromium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a check found in an edition; `broke` is why it could not be run to its end."""

    target: Target
    code: str
    findings: tuple[Finding, ...] = ()
    broke: Finding | None = None


def run(due: Sequence[Due], *, workers: int, when: str, told: Told) -> dict[Due, CheckResult]:
    """Return the verdict on each due check, those of a judge from one start of it."""
    works = [*_batches(due), *_editions(due)]
    with process.scratch() as scratch:
        answers = lanes.answers(
            works, workers=workers, scratch=scratch, told=lambda n: told(n, len(works))
        )
    said = {(one.code, one.target): one for answer in answers for one in answer}
    return {one: _verdict(one, said[one.check.code, one.built.target], when) for one in due}


def _verdict(due: Due, said: Said, when: str) -> CheckResult:
    if said.broke is not None:
        return CheckResult(code=said.code, findings=(said.broke,), reason=said.broke.message)
    asked = tuple(
        (name, judges.get_validator_version(name))
        for name in judges.collect_requirements(due.check.judges)
    )
    return CheckResult(
        code=said.code, digest=due.digest, time=when, tools=asked, findings=said.findings
    )


def _batches(due: Iterable[Due]) -> Iterator[partial[list[Said]]]:
    """Yield a work for each check that looks at many editions at once."""
    together: dict[Check, list[Built]] = {}
    for one in due:
        if one.check.is_batch:
            together.setdefault(one.check, []).append(one.built)
    for check in sorted(
        together, key=lambda check: SLOW not in judges.collect_requirements(check.judges)
    ):
        yield partial(_judge, [(check, together[check])])


def _editions(due: Iterable[Due]) -> Iterator[partial[list[Said]]]:
    """Yield a work for each edition, in which its files are opened once for all checks."""
    apart: dict[tuple[str, str], list[tuple[Check, list[Built]]]] = {}
    for one in due:
        if not one.check.is_batch:
            target = one.built.target
            name = (target.publication, target.language)
            apart.setdefault(name, []).append((one.check, [one.built]))
    for pairs in apart.values():
        yield partial(_judge, pairs)


def _judge(pairs: Sequence[tuple[Check, Sequence[Built]]], work: Path) -> list[Said]:
    tempfile.tempdir = str(work)  # what a judge leaves behind goes with this process
    return [said for check, built in pairs for said in _said(check, built)]


def _said(check: Check, built: Sequence[Built]) -> Iterator[Said]:
    """Yield what a check found, or for each of its editions that it broke."""
    try:
        found = checks.found(check, built)
    except UserError as error:
        finding = convert_to_finding(error)
    except Exception as error:  # what was built may be anything, and a judge may be wrong
        finding = _crashed(check, error)
    else:
        yield from (Said(target=t, code=check.code, findings=f) for t, f in found.items())
        return
    yield from (Said(target=one.target, code=check.code, broke=finding) for one in built)


def _crashed(check: Check, error: Exception) -> Finding:
    words = f"{check.code} could not be run to its end: {type(error).__name__}: {error}"
    return Finding(
        code="check/broken",
        severity="error",
        message=f"{words} — build the edition again, then look at {check.module.__name__}",
        place=Place(),
    )
