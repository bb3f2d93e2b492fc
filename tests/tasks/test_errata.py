"""Errata are inputs of the editions that show them alone, and need an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from build_tools.cli.dispatch import run_command
from build_tools.errors import format_finding
from build_tools.model import CommandResult
from build_tools.paths import Root
from tests.helpers.errata import write_errata

PAGE = ".. _ca-2:\n\nTitle\n=====\n\nAll are welcome.\n"
SUCCESSORS = "[publications.a.successors]"


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two texts in two languages, of which one has a label."""
    made: Root = make_root({"b": ["en", "fr"], "a": ["en", "fr"]})
    (made.source / "a" / "index.rst").write_text(PAGE)
    return made


def list_built(result: CommandResult) -> dict[str, str]:
    """Return the reason for each edition that was built, by `publication language`."""
    rows = (row for row in result.rows if row.status == "built")
    return {f"{row.target.publication} {row.target.language}": row.reason for row in rows}


def list_errors(result: CommandResult) -> list[str]:
    """Return the errors of a build as a person reads them."""
    return [format_finding(one) for one in result.findings if one.severity == "error"]


def test_what_is_verified_builds_its_edition_anew(root: Root, build: Callable[..., CommandResult]) -> None:
    """What is only reported, and what moves a line, builds nothing."""
    build(root)
    write_errata(root, {"state": "reported"})
    assert list_built(build(root)) == {}
    write_errata(root, {"state": "reported", "right": "cités"}, {"language": "en", "state": "reported"})
    assert list_built(build(root)) == {}
    write_errata(root, {"state": "reported"}, {})
    assert list_built(build(root)) == {"a fr": "register changed: a.errata"}
    write_errata(root, {})
    assert list_built(build(root)) == {}
    write_errata(root, {"right": "cités"})
    assert list_built(build(root)) == {"a fr": "register changed: a.errata"}
    root.errata.unlink()
    assert list_built(build(root)) == {"a fr": "register changed: a.errata"}


@pytest.mark.parametrize(
    ("article", "says"),
    [
        ("ca-22", "has no article with the label ca-22 — write ca-2, the nearest,"),
        ("qqq", "has no article with the label qqq — write a label of its sources,"),
    ],
)
@pytest.mark.parametrize("state", ["reported", "verified"])
def test_an_article_that_does_not_exist_stops_its_publication_alone(
    root: Root, build: Callable[..., CommandResult], article: str, says: str, state: str
) -> None:
    """Its editions fail with one line that says what to write; other texts are built."""
    write_errata(root, {}, {"article": article, "state": state})
    result = build(root)
    remedy = f"or name what took its place in source/publications.toml, {SUCCESSORS}"
    assert list_errors(result) == [f"source/errata.toml:11: errata/no-article a {says} {remedy}"]
    assert result.exit_code == 1
    assert {(row.target.publication, row.status) for row in result.rows} == {("a", "failed"), ("b", "built")}
    write_errata(root, {})
    assert build(root).exit_code == 0


def test_a_successor_has_the_errata_of_a_removed_article(
    root: Root, build: Callable[..., CommandResult]
) -> None:
    """A label that is gone is an error until the register names what took its place."""
    write_errata(root, {"article": "ca-1"})
    assert build(root).exit_code == 1
    root.register.write_text(f"{root.register.read_text()}\n{SUCCESSORS}\nca-1 = 'ca-2'\n")
    assert build(root).exit_code == 0


def test_the_command_says_it_in_a_line(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor reads file and line, and no traceback."""
    write_errata(root, {"article": "ca-22"})
    assert run_command(["build", "a", "-f", "html", "--root", str(root.path), "-q"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line[:42] for line in lines if "errata" in line] == ["source/errata.toml:1: errata/no-article a "]
    assert not [line for line in lines if "Traceback" in line]


def test_errata_are_no_messages(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the catalogues nor the count of translated words know them, in any language."""
    command = ["--root", str(root.path), "catalogue"]
    assert run_command([*command, "update"]) == 0
    catalogue = root.get_catalogue_folder("fr", "a") / "index.po"
    before = catalogue.read_bytes()
    capsys.readouterr()
    assert run_command([*command, "status"]) == 0
    status = capsys.readouterr().out
    write_errata(root, {"wrong": "vilain"}, {"language": "en", "wrong": "Welcome all"})
    assert run_command([*command, "update"]) == 0
    assert catalogue.read_bytes() == before
    assert not [file for file in root.locale.rglob("*.po*") if b"vilain" in file.read_bytes()]
    capsys.readouterr()
    assert run_command([*command, "status"]) == 0
    assert capsys.readouterr().out == status
