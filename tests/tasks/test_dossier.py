"""A dossier is a page that a city can publish: valid, in its language, and honest."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import build_tools
from build_tools import checks, validators
from build_tools.catalogues import load_ui_strings
from build_tools.checks import Check, Violation
from build_tools.model import CommandResult
from build_tools.paths import BuildFolder, Root
from build_tools.tasks.check import run as task
from build_tools.tasks.options import Options, Selection
from build_tools.validators import nu

LANGUAGES = ["en", "fr", "ar", "ko"]
DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl", "ko": "ltr"}
# By language: the statement that no person has assessed, and the day of the checks.
NOBODY = {
    "en": "Not assessed by a person.",
    "fr": "Non évalué par une personne.",
    "ar": "لم يقيّمها أي شخص.",
    "ko": "사람이 평가하지 않았습니다.",
}
DAYS = {
    "en": "25 November 2026",
    "fr": "25 novembre 2026",
    "ar": "25 نوفمبر 2026",
    "ko": "2026년 11월 25일",
}


def ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress of a check."""


@pytest.fixture
def dossiers(
    make_root: Callable[..., Root],
    build: Callable[..., CommandResult],
    order: Callable[..., Options],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Return the dossiers of a root, one of whose findings looks like HTML."""
    module = ModuleType("seen")
    module.check = lambda seen: [Violation(seen.path, "<b>seen</b> & told")]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "build_tools.checks.html.seen", module)
    row = Check(
        code="html/seen",
        severity="error",
        formats=("html",),
        what="what <i>stands</i> there",
        why="why",
        fix="mend",
        standards=("A standard, 1.2",),
    )
    monkeypatch.setattr(checks, "CHECKS", (row,))
    root = make_root({"a": LANGUAGES})
    chosen: dict[str, Any] = {"selection": Selection(formats=("html",))}
    build(root, **chosen)
    # The UI strings are the real ones.
    monkeypatch.setattr(build_tools.catalogues, "load_ui_strings", load_ui_strings)
    when = "2026-11-25 12:00+0000"
    task.check_editions(
        order(root, **chosen),
        clock=time.monotonic,
        echo=pytest.fail,
        on_progress=ignore_progress,
        when=when,
    )
    return BuildFolder(root.path / "build").dossiers


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_dossier_is_in_its_language_and_honest(dossiers: Path, tag: str) -> None:
    """It states in the language of the edition that no person has assessed it, and when machines did."""
    page = (dossiers / tag / "a.html").read_text("utf-8")
    assert f'<html lang="{tag}" dir="{DIRECTIONS[tag]}">' in page
    assert NOBODY[tag] in page
    assert DAYS[tag] in page
    assert "A standard, 1.2" in page


def test_what_was_found_acts_as_nothing(dossiers: Path) -> None:
    """The text of a row is escaped."""
    page = (dossiers / "en" / "a.html").read_text("utf-8")
    assert "what &lt;i&gt;stands&lt;/i&gt; there" in page
    assert "<i>" not in page


def test_dossiers_and_their_index_are_sound(dossiers: Path) -> None:
    """Nu finds no error in any of them, and the index links to each."""
    assert validators.find_missing_validators(("nu",)) == ()
    pages = sorted(dossiers.rglob("*.html"))
    assert len(pages) == len(LANGUAGES) + 1
    messages = nu.validate(pages)
    assert [one for said in messages.values() for one in said if one.severity == "error"] == []
    index = (dossiers / "index.html").read_text("utf-8")
    assert all(f'href="{tag}/a.html"' in index for tag in LANGUAGES)
