"""Checks of the text find what a format lost, duplicated, moved, added or linked wrongly."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.checks import CHECKS, BuiltEdition
from build_tools.paths import BuildFolder, Root
from tests.checks import text_breaking as breaking
from tests.helpers.checks import findings, of
from tests.helpers.editions import Made, Wish, make_apart

DATA = Path(__file__).parents[1] / "data" / "checks" / "text"
ROOT = Root(DATA / "root")
PAGES = tomllib.loads((DATA / "pages.toml").read_text("utf-8"))["case"]
BOOKS = tomllib.loads((DATA / "books.toml").read_text("utf-8"))["case"]
CODES = [row.code for row in CHECKS if row.code.startswith("text/")]
FORMATS: tuple[str, ...] = ("html", "epub", "pdf")
MUSIC = "La musique cesse avant minuit."


@pytest.fixture(scope="module", params=["fr", "en"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the small edition in each of its languages."""
    return _made(request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the small edition in French, which has catalogues."""
    return _made("fr", tmp_path_factory)


def _made(language: str, folders: pytest.TempPathFactory) -> Made:
    build = BuildFolder(folders.mktemp("build"))
    wish = Wish(
        root=ROOT,
        publication="pact",
        language=language,
        build=build,
    )
    (edition,) = make_apart([wish])
    return edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A way to break an edition, its findings, and the message of the first."""

    name: str
    code: str
    format: str
    says: Sequence[str]
    at: str
    page: str = ""
    put: breaking.Pairs = ()


def _cases() -> list[Case]:
    pages = [(case, format) for case in PAGES for format in case.get("formats", ("html", "epub"))]
    return [
        *(_case(case, case["name"], format) for case, format in pages),
        *(_case(case, case["how"], "pdf") for case in BOOKS),
    ]


def _case(case: Any, name: str, format: str) -> Case:
    suffix = {"html": "html", "epub": "xhtml"}.get(format, "")
    return Case(
        name=name,
        code=case["code"],
        format=format,
        says=[said.replace("{suffix}", suffix) for said in case["says"]],
        at=case.get("at", ""),
        page=case.get("page", ""),
        put=case.get("put", ()),
    )


CASES = _cases()


def copy_edition(made: Made, format: str, folder: Path) -> BuiltEdition:
    """Return a copy of an edition in a format, broken if required."""
    edition = replace(of(made, format), root=ROOT.path)
    whole, said = folder / edition.path.name, folder / "said.json"
    if edition.path.is_dir():
        shutil.copytree(edition.path, whole)
    else:
        shutil.copy(edition.path, whole)
    shutil.copy(edition.expected_text, said)
    return replace(edition, path=whole, expected_text=said)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code}-{c.name}-{c.format}" for c in CASES])
def test_what_is_broken_is_found(made: Made, tmp_path: Path, case: Case) -> None:
    """Each error is reported by its own check, at a place that a person can find."""
    edition = copy_edition(made, case.format, tmp_path)
    if case.format == "pdf":
        breaking.in_book(edition.path, case.name)
    else:
        breaking.in_pages(edition.path, case.page, case.put)
    found = findings(case.code, edition)
    assert len(found) == len(case.says), found
    for finding, said in zip(found, case.says, strict=True):
        assert finding.message.startswith(said)
    if case.at:
        place = found[0].place
        lines = (ROOT.path / place.file).read_text("utf-8").splitlines()
        assert place.file.startswith("locale/fr/LC_MESSAGES/pact/")
        assert lines[(place.line or 0) - 1].startswith(f'msgid "{case.at}')


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code", CODES)
def test_what_is_whole_passes(either: Made, code: str, format: str) -> None:
    """An edition that has the text of its doctree has no finding."""
    assert findings(code, of(either, format)) == ()


def test_each_check_has_a_broken_sample_of_each_format() -> None:
    """Each check of the text has a broken sample in each format."""
    known = {(case.code, case.format) for case in CASES}
    assert known == {(code, format) for code in CODES for format in FORMATS}


@pytest.mark.parametrize("format", FORMATS)
def test_what_only_a_format_has_is_found(made: Made, tmp_path: Path, format: str) -> None:
    """Words that the doctree does not have are reported, in a PDF too."""
    edition = copy_edition(made, format, tmp_path)
    breaking.unsay(edition.expected_text, MUSIC)
    (finding,) = findings("text/extra", edition)
    assert finding.message.startswith(f"“{MUSIC[:-1]}” is no part of the text")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_compared_does_not_pass(made: Made, tmp_path: Path, code: str, format: str) -> None:
    """Without the expected text a check fails, and explains how to write it."""
    edition = copy_edition(made, format, tmp_path)
    edition.expected_text.unlink()
    (finding,) = findings(code, edition)
    assert "there is no expected text" in finding.message
    assert "--force" in finding.message


@pytest.mark.parametrize("format", ["epub", "pdf"])
def test_a_file_that_is_none_does_not_pass(made: Made, tmp_path: Path, format: str) -> None:
    """A file that cannot be opened has lost every word."""
    edition = copy_edition(made, format, tmp_path)
    edition.path.write_bytes(b"no book")
    (finding,) = findings("text/lost", edition)
    assert "cannot be opened" in finding.message


def test_an_empty_page_is_lost_and_breaks_no_check(made: Made, tmp_path: Path) -> None:
    """An empty page has lost its words, and every check continues."""
    edition = copy_edition(made, "html", tmp_path)
    (edition.path / "index.html").write_bytes(b"")
    assert findings("text/lost", edition)
    for code in CODES:
        findings(code, edition)
