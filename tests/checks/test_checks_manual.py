"""The manual of the checks has the text of the rows, which `--codes` and findings print too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from build_tools.checks import CHECKS, Check
from build_tools.paths import PROJECT_DIR

MANUAL = PROJECT_DIR / "docs" / "checks.md"
FAMILIES = {
    "epub": "EPUB",
    "html": "HTML",
    "pdf": "PDF",
    "text": "The same text in every format",
    "type": "Typography",
}
HEAD = """# The checks

What `editions check` checks, why that matters, and how to fix what it finds. [checking.md](
checking.md) says how to use it. This page is written from the rows in `build_tools/checks/`:
`pytest tests/checks/test_checks_manual.py --update-golden`.
"""


def manual() -> Iterator[str]:
    """Yield the lines of the manual."""
    yield HEAD
    for family, title in FAMILIES.items():
        yield f"## {title}\n"
        for row in (row for row in CHECKS if row.code.startswith(f"{family}/")):
            yield from _said(row)


def _said(row: Check) -> Iterator[str]:
    yield f"**`{row.code}`** ({row.severity}): {row.what}. Why: {row.why}. To fix it: {row.fix}."
    more = [f"Standards: {'; '.join(row.standards)}."] if row.standards else []
    more += [f"Requires: {', '.join(row.requires)}."] if row.requires else []
    yield " ".join(more)
    yield ""


def test_the_manual_says_what_the_rows_say(request: pytest.FixtureRequest) -> None:
    """The manual lists exactly the checks that exist, with the text of their rows."""
    text = "\n".join(manual()).rstrip().replace("\n\n\n", "\n\n") + "\n"
    if request.config.getoption("--update-golden"):
        MANUAL.write_text(text, encoding="utf-8")
    assert MANUAL.read_text("utf-8") == text
