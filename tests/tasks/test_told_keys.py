"""Keys of the register about which a build tells: `requires`, and a `date` that is yet to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import format_finding
from build_tools.model import CommandResult
from tests.helpers.commands import run_command

FUTURE = (
    "source/publications.toml:3: register/future-date publications.a.date is 2027-01-31, which is yet to"
    " come: editions bear it all the same — write the day of publication"
)
HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
WHOLE = 'msgid "Title"\nmsgstr "Titre"\n'
FOLDER = "locale/fr/LC_MESSAGES/a"


@pytest.mark.parametrize(("today", "is_told"), [("2026-12-01", True), ("2027-01-31", False), ("", False)])
def test_a_date_that_is_yet_to_come_is_built_and_told(
    make_root: Any, build: Callable[..., CommandResult], today: str, is_told: bool
) -> None:
    """The editions are built; each build says so, at the line of the key."""
    root = make_root({"a": ["en"], "b": ["en"]})
    text = root.register.read_text().replace("[publications.b]", "date = 2027-01-31\n[publications.b]")
    root.register.write_text(text.replace("\n\n", "\n"))
    for status in ("built", "fresh"):
        result = build(root, today=date.fromisoformat(today) if today else None)
        found = [format_finding(one) for one in result.findings if one.code == "register/future-date"]
        assert found == [FUTURE] * is_told
        assert {row.status for row in result.rows} == {status}
        assert result.exit_code == 0


@pytest.mark.parametrize(
    ("requires", "state", "words", "lacking"),
    [
        ("complete", "", WHOLE, ""),
        ("complete", "", "", f"{FOLDER}: not translated: 1 of 1 words"),
        ("reviewed", "", WHOLE, f"{FOLDER}/index.po: not reviewed as it stands: 1 of 1 pages (a/index)"),
        ("reviewed", "approved", WHOLE, ""),
        (
            "approved",
            "reviewed",
            "",
            (
                f"{FOLDER}/index.po: not translated: 1 of 1 words; not approved as it stands: 1 of 1 pages"
                " (a/index)"
            ),
        ),
    ],
)
def test_what_a_release_lacks_is_told(
    make_root: Any, tmp_path: Path, requires: str, state: str, words: str, lacking: str
) -> None:
    """One line an edition says it, of fresh ones too; the build succeeds, and the source lacks nothing."""
    root = make_root({"a": ["en", "fr"]}, more=f'requires = "{requires}"')
    catalogue = root.get_catalogue_folder("fr", "a") / "index.po"
    catalogue.parent.mkdir(parents=True)
    field = f'"X-Review-State: {state}\\n"\n' if state else ""
    catalogue.write_text(f"{HEADER}{field}\n{words}")
    said = lacking.replace(": ", f": release/lacking a release requires it {requires}; ", 1)
    for _ in range(2):
        run = run_command("--root", root.path, "build", "-f", "html", "-o", tmp_path / "build")
        assert run.returncode == 0, run.stderr
        lines = [line for line in (run.stdout + run.stderr).splitlines() if "release/lacking" in line]
        assert lines == ([said] if lacking else [])
