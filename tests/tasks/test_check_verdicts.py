"""Check results are cached until an input changes, and reported."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from build_tools import checks, validators
from build_tools.checks import BuiltEdition, Check, Violation
from build_tools.errors import UserError
from build_tools.model import CommandResult, Target
from build_tools.paths import BuildFolder, Root
from build_tools.tasks.check import run as task
from build_tools.tasks.options import Options, Selection

WHEN = "2026-11-25 12:00+0000"
HTML = Selection(formats=("html",))
Table = Callable[..., Path]


def ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress of a check."""


@pytest.fixture
def root(make_root: Any, build: Callable[..., CommandResult]) -> Root:
    """Return a root whose pages are built in two languages."""
    made: Root = make_root(more='formats = ["html"]')
    build(made, selection=HTML)
    return made


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Return a function that makes a table with one check of pages, and records what it checks."""
    seen = tmp_path / "seen"
    seen.write_text("")

    def make(look: Callable[[BuiltEdition], Iterable[Violation]] = lambda _: (), **row: Any) -> Path:
        def looking(built: BuiltEdition) -> Iterable[Violation]:
            with seen.open("a") as file:
                file.write(f"{built.target.language}\n")
            return look(built)

        module = ModuleType("seen")
        module.check = looking  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "build_tools.checks.html.seen", module)
        words = {"what": "what is seen", "why": "why", "fix": "mend"}
        given = {"severity": "error", "formats": ("html",), **words, **row}
        monkeypatch.setattr(checks, "CHECKS", (Check(code="html/seen", **given),))
        return seen

    return make


@pytest.fixture
def check(root: Root, order: Callable[..., Options]) -> Callable[..., CommandResult]:
    """Return a function that checks the root."""

    def run(**changes: Any) -> CommandResult:
        made = order(root, **{"selection": HTML, **changes})
        return task.check_editions(
            made, clock=time.monotonic, echo=pytest.fail, on_progress=ignore_progress, when=WHEN
        )

    return run


def read_checked_languages(seen: Path) -> list[str]:
    """Return the languages that were checked since the last call."""
    lines = sorted(seen.read_text().split())
    seen.write_text("")
    return lines


def page(root: Root, tag: str) -> Path:
    """Return the page of an edition of the root."""
    return BuildFolder(root.path / "build").get_main_file(Target("a", tag, "html"))


def test_what_has_not_changed_is_not_looked_at_again(
    root: Root, table: Table, check: Callable[..., CommandResult]
) -> None:
    """A second check gives the same result from the cache; a changed byte is checked again."""
    seen = table(lambda built: [Violation(built.path, "seen")])
    first = check()
    assert read_checked_languages(seen) == ["en", "fr"]
    again = check()
    assert (read_checked_languages(seen), again.findings, again.exit_code) == ([], first.findings, 1)
    page(root, "fr").write_text("<p>changed")
    assert (check().exit_code, read_checked_languages(seen)) == (1, ["fr"])


def test_what_depends_on_others_is_looked_at_with_them(
    root: Root, table: Table, check: Callable[..., CommandResult]
) -> None:
    """A check that reads other editions runs again if one of them has changed."""
    seen = table(scope="editions")
    check()
    read_checked_languages(seen)
    page(root, "fr").write_text("<p>changed")
    check()
    assert read_checked_languages(seen) == ["en", "fr"]


def test_a_judge_that_is_lacking_is_named(
    root: Root, table: Table, check: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check without its validator is not run, is reported, and is not passed in the dossier."""
    seen = table(requires=("java",))
    monkeypatch.setattr(validators, "find_missing_validators", tuple)
    result = check()
    (finding,) = result.findings
    assert (result.exit_code, read_checked_languages(seen), finding.code) == (0, [], "check/not-run")
    message = "html/seen was not run; lacking: java — editions check --judges installs them"
    assert (finding.severity, finding.message) == ("note", message)
    dossier = BuildFolder(root.path / "build").get_dossier("a", "en").read_text("utf-8")
    assert "not run" in dossier
    assert "nothing found" not in dossier


def test_a_dossier_speaks_of_the_files_that_it_names(
    root: Root, table: Table, check: Callable[..., CommandResult]
) -> None:
    """A statement covers only checked formats; names of its parts are unique."""
    table()
    check()
    page = BuildFolder(root.path / "build").get_dossier("a", "en").read_text("utf-8")
    assert "applies to the files named above, and to no others" in page
    names = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert sorted(names) == sorted(set(names))


def test_a_check_that_breaks_is_an_error_and_is_not_kept(
    table: Table, check: Callable[..., CommandResult]
) -> None:
    """An exception in a check is an error in one line, each time."""

    def fall(_built: BuiltEdition) -> Iterable[Violation]:
        raise ValueError("no such thing")

    seen = table(fall)
    for _ in range(2):
        result = check()
        assert {finding.code for finding in result.findings} == {"check/broken"}
        assert "html/seen could not be completed: ValueError" in result.findings[0].message
        assert (result.exit_code, read_checked_languages(seen)) == (1, ["en", "fr"])


def test_a_judge_that_fails_says_how_to_mend_it(table: Table, check: Callable[..., CommandResult]) -> None:
    """The error of a validator that cannot start is reported once, not per edition."""

    def fall(_built: BuiltEdition) -> Iterable[Violation]:
        raise UserError("judge/failed", "it would not start", remedy="start it")

    table(fall)
    assert [f.message for f in check().findings] == ["it would not start — start it"]


def test_a_dossier_keeps_what_was_said_of_the_rest(
    root: Root, table: Table, check: Callable[..., CommandResult]
) -> None:
    """A check of one language keeps the others in the index, as last checked."""
    table()
    check()
    check(selection=Selection(formats=("html",), languages=("fr",)))
    index = (BuildFolder(root.path / "build").dossiers / "index.html").read_text("utf-8")
    assert index.count("1 of 1 found nothing") == 2
    page(root, "en").write_text("<p>changed")
    check(selection=Selection(formats=("html",), languages=("fr",)))
    index = (BuildFolder(root.path / "build").dossiers / "index.html").read_text("utf-8")
    assert (index.count("1 of 1 found nothing"), index.count("1 not run")) == (1, 1)


def test_a_dossier_has_the_digest_of_every_page(
    root: Root, table: Table, check: Callable[..., CommandResult]
) -> None:
    """The digest in the dossier is that of sha256sum's output for all pages."""
    table()
    check()
    folder = BuildFolder(root.path / "build").get_output(Target("a", "en", "html"))
    command = "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    dossier = BuildFolder(root.path / "build").get_dossier("a", "en")
    for _ in range(2):
        line = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True)
        assert line.stdout.split()[0] in dossier.read_text("utf-8")
        (folder / "more.html").write_text("<p>more")
        check()
