"""Every code of a check has its row: what it is about, why it matters, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from build_tools.catalogues.lint.codes import Code, list_codes
from build_tools.cli import dispatch
from build_tools.paths import PROJECT_DIR

# Codes of other commands, and such as are made of parts.
ELSEWHERE = {"recovered", "origin", "update-lost", "update-failed", "what", "unwritten"}
WHOLE = re.compile(r'"catalogue/([a-z][a-z.-]*[a-z])"|_finding\(\s*"([a-z-]+)"')


def _said() -> Iterator[str]:
    """Yield every code that the gate and the catalogues can tell."""
    for folder in ("charter/gate", "catalogues"):
        for file in (PROJECT_DIR / "build_tools" / folder).rglob("*.py"):
            text = file.read_text("utf-8")
            yield from (one or other for one, other in WHOLE.findall(text))
            for kind, code in re.findall(r'_(refusal|refused|loss|repair)\(\s*"([a-z-]+)"', text):
                if file.parent.name == "gate":
                    yield {"loss": "lost-", "repair": ""}.get(kind, "refused-") + code
                elif code in {"link", "not-a-file"}:
                    yield code


def test_every_code_that_is_told_has_a_row() -> None:
    """And no code has two."""
    rows = [one.code for one in list_codes()]
    assert len(rows) == len(set(rows))
    missing = {f"catalogue/{code}" for code in set(_said()) - ELSEWHERE} - set(rows)
    assert missing == set()


@pytest.mark.parametrize("row", list_codes(), ids=lambda row: row.code)
def test_a_row_says_what_why_and_how(row: Code) -> None:
    """In plain sentences, without a capital and a stop."""
    for words in (row.what, row.why, row.fix):
        assert words == words.strip(" .")
        assert len(words.split()) > 1


def test_the_command_says_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """`--codes` checks nothing and ends in 0."""
    assert dispatch.run_command(["catalogue", "check", "--codes"]) == 0
    said = capsys.readouterr().out
    assert all(f"{one.code} ({one.severity})\n    {one.what}" in said for one in list_codes())
