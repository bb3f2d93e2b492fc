"""Each check of PDFs finds what is broken in a small book, and passes the correct one."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import checks, validators
from build_tools.checks import CHECKS, Check
from tests.checks import pdf_broken_structure, pdf_broken_use
from tests.checks.pdf_breaking import Edit
from tests.checks.pdf_sample import sample
from tests.helpers.checks import built, messages

ROWS = [check for check in CHECKS if check.code.startswith("pdf/")]
CASES = [*pdf_broken_structure.CASES, *pdf_broken_use.CASES]


def skip_without_requirements(check: Check) -> None:
    """Skip a test if the machine lacks what the check requires."""
    lacking = validators.find_missing_validators(check.requires)
    if lacking:
        pytest.skip(f"not here: {', '.join(lacking)}")


@pytest.mark.parametrize("check", ROWS, ids=[check.code for check in ROWS])
def test_a_whole_book_passes(tmp_path: Path, check: Check) -> None:
    """A correct book has no finding."""
    skip_without_requirements(check)
    edition = built(tmp_path, "pdf")
    sample(edition.path)
    assert messages(check.code, edition) == []


@pytest.mark.parametrize(("code", "change", "says"), CASES, ids=range(len(CASES)))
def test_what_is_broken_is_found(tmp_path: Path, code: str, change: Edit, says: list[str]) -> None:
    """One thing is broken, and the check reports it with its page."""
    skip_without_requirements(next(check for check in ROWS if check.code == code))
    edition = built(tmp_path, "pdf")
    sample(edition.path, change)
    found = messages(code, edition)
    if "…" in says:
        assert len(found) >= len(says)
        says = [*says[: says.index("…")], *found[says.index("…") :]]
    assert found == says


def test_each_check_finds_something_broken() -> None:
    """Each check has a broken sample."""
    elsewhere = {"pdf/structure", "pdf/folio"}  # in torn.toml, in test_folios.py
    assert {check.code for check in ROWS} == {code for code, _, says in CASES if says} | elsewhere


def test_a_torn_book_is_told_once(tmp_path: Path) -> None:
    """A file that does not open is reported by one check, and no other fails."""
    edition = built(tmp_path, "pdf")
    edition.path.parent.mkdir(parents=True)
    edition.path.write_bytes(b"%PDF-1.7\nxref\n0 1\ntrailer\nstartxref\n9\n%%EOF\n")
    own = [check for check in ROWS if not {"verapdf", "page-validation", "pdfium"} & {*check.requires}]
    codes = [check.code for check in own if checks.run_check(check, [edition])[edition.target]]
    assert codes == ["pdf/structure"]
