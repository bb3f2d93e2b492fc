"""`editions check`: what it checks, and what it reports."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from build_tools import checks
from build_tools.errors import UserError
from build_tools.model import CommandResult, Target
from build_tools.paths import BuildFolder, Root
from build_tools.tasks.check import run as task
from build_tools.tasks.options import Options, Selection

MakeOrder = Callable[..., Options]
FEW = {"epub/dead-link", "epub/structure", "html/dead-link", "html/duplicate-id", "pdf/structure"}
WHEN = "2026-11-25 12:00+0000"


def ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress of a check."""


def check(order: Options) -> CommandResult:
    """Check the targets of the options."""
    return task.check_editions(
        order, clock=time.monotonic, echo=pytest.fail, on_progress=ignore_progress, when=WHEN
    )


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove from the table the checks that the pages and PDFs of stand-ins fail."""
    kept = tuple(check for check in checks.CHECKS if check.code in FEW)
    monkeypatch.setattr(checks, "CHECKS", kept)


@pytest.fixture
def root(make_root: Any, build: Callable[..., CommandResult]) -> Root:
    """Return a root whose pages and (invalid) PDFs are built in English."""
    made: Root = make_root()
    build(made, selection=Selection(languages=("en",)))
    return made


def test_a_check_tells_of_every_target(root: Root, order: MakeOrder) -> None:
    """A built target is a row with its output, the others are skipped with the reason."""
    rows = {f"{r.target.language} {r.target.format}": r for r in check(order(root)).rows}
    assert {name: row.status for name, row in rows.items()} == {
        f"{tag} {f}": status
        for tag, status in (("en", "fresh"), ("fr", "skipped"))
        for f in ("html", "pdf", "epub")
    }
    pdf = rows["en pdf"]
    assert pdf.output is not None
    assert (pdf.output.path, pdf.output.pages) == ("editions/en/a/a-en.pdf", 3)
    assert pdf.coverage.words == 2
    assert (rows["fr pdf"].reason, rows["fr pdf"].output) == ("not built", None)


def test_an_error_ends_a_check_with_1(root: Root, order: MakeOrder) -> None:
    """The stand-in's PDF is invalid: an error, in the report and in the exit code."""
    result = check(order(root, selection=Selection(formats=("epub",))))
    assert [(f.code, f.format) for f in result.findings] == [("epub/structure", "epub")]
    report = json.loads((root.path / "build" / "report.json").read_text("utf-8"))
    assert (result.exit_code, report["exit"], report["command"]) == (1, 1, "check")
    assert report["findings"][0]["place"]["file"] == "build/editions/en/a/a-en.epub"


def test_a_selection_is_all_that_is_looked_at(root: Root, order: MakeOrder) -> None:
    """A check of only the pages finds nothing but links to what is not built."""
    result = check(order(root, selection=Selection(formats=("html",), languages=("en",))))
    assert [one.code for one in result.findings] == ["check/linked-missing"]
    assert [f"{row.target.language} {row.target.format}" for row in result.rows] == ["en html"]


def test_a_file_that_was_changed_is_told_as_it_is(root: Root, order: MakeOrder) -> None:
    """A report has the digest of the present file, and no page count of an earlier one."""
    build = BuildFolder(root.path / "build")
    with zipfile.ZipFile(build.get_main_file(Target("a", "en", "pdf")), "w") as file:
        file.writestr("x", "y")
    row = next(r for r in check(order(root)).rows if r.target.format == "pdf")
    assert row.output is not None
    assert row.output.size == build.get_main_file(row.target).stat().st_size
    assert row.output.pages is None


@pytest.mark.parametrize("place", ["build", "nowhere"])
def test_nothing_built_is_nothing_to_check(root: Root, order: MakeOrder, place: str) -> None:
    """If nothing of the selection is built, the command reports it and exits with 2."""
    chosen = order(root, selection=Selection(languages=("fr",)), build=BuildFolder(root.path / place))
    with pytest.raises(UserError) as caught:
        check(chosen)
    assert (caught.value.code, caught.value.exit_code) == ("check/nothing-built", 2)
    assert not (root.path / "nowhere").exists()


def test_a_wrong_register_comes_before_what_is_missing(make_root: Any, order: MakeOrder) -> None:
    """An error of the register is reported even without a build folder."""
    root = make_root()
    root.register.write_text("[publications.a]\nlangs = []\n")
    with pytest.raises(UserError, match="langs"):
        check(order(root))


def test_of_a_file_that_is_not_whole_nothing_else_is_known(root: Root, order: MakeOrder) -> None:
    """A check that cannot read a broken PDF has not passed it: the dossier says so."""
    check(order(root, selection=Selection(formats=("epub",), languages=("en",))))
    page = BuildFolder(root.path / "build").get_dossier("a", "en").read_text("utf-8")
    assert "Checks that found something: 1." in page
    assert "not run" in page
    assert "the file is damaged, as epub/structure reports" in page
