"""Every edition of the project's own texts passes every check and its validators.

Checks that need a browser or are slow test some of them; `editions check` is run on all before each release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from build_tools import checks, validators
from build_tools.checks import CHECKS, BuiltEdition, Check
from build_tools.model import CheckResult, Finding
from build_tools.tasks.check import execution
from build_tools.tasks.check.execution import PendingCheck
from tests.helpers.checks import of
from tests.helpers.editions import FORMATS, OWN, Shelf
from tests.texts.conftest import EDITIONS

# Of what takes minutes: a text in each direction for browsers, and one in each language for programs.
SHOWN = {("inclusive-cities", "ar"), ("european-charter", "ko")}
SLOW, JUDGED = {"verapdf", "ace"}, "inclusive-cities"
Said = Mapping[str, list[CheckResult]]


def due(built: list[BuiltEdition]) -> Iterator[PendingCheck]:
    """Yield each check of each edition that is run here."""
    for check in CHECKS:
        requirements = set(validators.collect_requirements(check.requires))
        for one in built:
            name = (one.target.publication, one.target.language)
            is_shown = "chromium" not in requirements or name in SHOWN
            is_judged = not SLOW & requirements or name[0] == JUDGED
            if check.is_applicable_to(one) and is_shown and is_judged:
                yield PendingCheck(check=check, built=one, digest="")


@pytest.fixture(scope="module")
def findings_by_check(shelf: Shelf) -> Said:
    """Return the findings of each check in each edition, by its code."""
    made = [shelf.edition(OWN, *name) for name in EDITIONS]
    built = [of(one, format) for one in made for format in FORMATS]
    run = execution.run_pending_checks(
        list(due(built)), workers=2, when="now", on_progress=lambda _done, _of: None
    )
    found: dict[str, list[CheckResult]] = {check.code: [] for check in CHECKS}
    for one, verdict in run.items():
        found[one.check.code].append(verdict)
    return found


def format_line(finding: Finding) -> str:
    """Return a finding as one line."""
    return f"{finding.place.file}:{finding.place.line} {finding.message}"


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_every_edition_passes(check: Check, findings_by_check: Said) -> None:
    """No check finds an error or a warning, and none passes because its validator is missing.

    What compares words, references, notes and addresses with the doctree has no note either.
    """
    assert checks.find_missing_tools(check) == ()
    assert [verdict.reason for verdict in findings_by_check[check.code] if not verdict.time] == []
    found = [one for verdict in findings_by_check[check.code] for one in verdict.findings]
    compares_text = check.code.startswith("text/")
    assert [format_line(one) for one in found if compares_text or one.severity != "note"] == []
    assert findings_by_check[check.code]
