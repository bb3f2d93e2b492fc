"""Published labels are remembered, and none is lost untold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.dispatch import run_command
from build_tools.errors import UserError, format_finding
from build_tools.model import CommandResult
from build_tools.paths import Root
from build_tools.tasks.labels import keep_labels
from tests.helpers.inspect import read_chapters, read_html_pages
from tests.helpers.small_roots import build_edition

INDEX = "Title\n=====\n\n.. toctree::\n\n   one\n"
ONE = ".. _ca-2:\n\nTwo\n===\n\nWords.\n\n.. _ca-10:\n\nTen\n---\n\n.. _figure-one:\n\n.. note:: Words.\n"
TABLE = "publication\tlabel\tpage\ttitle\na\tca-2\tone\tTwo\na\tca-10\tone\tTen\na\tfigure-one\tone\t\n"
LOST = (
    "source/addresses.tsv:3: labels/lost the label ca-10, “Ten”, is gone from a: links to it would lead"
    " nowhere — put it back, or name its successor in source/publications.toml:"
    " [publications.a.successors] ca-10 = "
)


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root with a page of three labels."""
    made: Root = make_root({"a": ["en", "fr"], "b": ["en"]})
    write_page(made, ONE)
    (made.source / "a" / "index.rst").write_text(INDEX)
    return made


def write_page(root: Root, text: str) -> None:
    """Write the page that has the labels."""
    (root.source / "a" / "one.rst").write_text(text)


def name_successors(root: Root, *lines: str) -> None:
    """Add lines to the successors of the register."""
    text = "\n".join((root.register.read_text(), "[publications.a.successors]", *lines, ""))
    root.register.write_text(text)


def test_labels_are_written_as_a_readable_table(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """Every explicit label is a row, in the order of its number; a second call changes no byte."""
    assert run_command(["--root", str(root.path), "labels", "keep"]) == 0
    assert root.addresses.read_text() == TABLE
    assert run_command(["labels", "keep", "--root", str(root.path)]) == 0
    assert root.addresses.read_text() == TABLE
    lines = ["source/addresses.tsv: 3 labels, 3 of them new", "source/addresses.tsv: 3 labels, 0 of them new"]
    assert capsys.readouterr().out.splitlines() == lines


def test_a_lost_label_stops_its_publication_alone(
    root: Root, order: Any, build: Callable[..., CommandResult]
) -> None:
    """Its editions fail with one line that says what to write; other texts are built, and proofs."""
    keep_labels(order(root))
    assert build(root).exit_code == 0
    write_page(root, ONE.replace("ca-10", "ca-11"))
    result = build(root)
    assert result.exit_code == 1
    assert [format_finding(one) for one in result.findings if one.severity == "error"] == [f'{LOST}"ca-11"']
    states = {(row.target.publication, row.status) for row in result.rows}
    assert states == {("a", "failed"), ("b", "fresh")}
    assert build(root).exit_code == 1
    write_page(root, ONE)
    assert build(root).exit_code == 0


def test_what_is_gone_is_kept_until_it_has_a_successor(
    root: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    """`labels keep` forgets nothing: it ends in 1 and writes nothing, then keeps the row of what is gone."""
    command = ["--root", str(root.path), "labels", "keep"]
    run_command(command)
    write_page(root, ONE.replace("_ca-10", "_ca-3").replace("Ten", "New"))
    assert run_command(command) == 1
    assert capsys.readouterr().err.splitlines() == [f'{LOST}"…"']
    assert root.addresses.read_text() == TABLE
    name_successors(root, 'CA-10 = "ca-3"')
    assert run_command(command) == 0
    rows = root.addresses.read_text().splitlines()
    assert rows[2:4] == ["a\tca-3\tone\tNew", "a\tca-10\tone\tTen"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('ca-9 = "ca-2"', None),
        ('ca-9 = "ca-8"\nca-8 = "ca-2"', None),
        ('ca-9 = "ca-22"', 'is "ca-22", which is no label of a — write ca-2, the nearest'),
        (
            'ca-10 = "ca-2"',
            "names a successor of a label that is still there, at source/a/one.rst:8 — take out either",
        ),
        (
            'ca-9 = "ca-8"\nca-8 = "ca-9"',
            "leads back to itself: ca-9, ca-8, ca-9 — name the label that is there now",
        ),
        ('ca-9 = ""', 'is "", not a text that says something — write it: ca-9 = "…"'),
    ],
)
def test_a_wrong_successor_is_an_error_of_the_register(
    root: Root, build: Callable[..., CommandResult], line: str, says: str | None
) -> None:
    """It has file, line and key, and stops the command."""
    name_successors(root, line)
    if says is None:
        assert build(root).exit_code == 0
        return
    with pytest.raises(UserError) as caught:
        build(root)
    number = root.register.read_text().split("\n").index(line.partition("\n")[0]) + 1
    key = f"publications.a.successors.{line.partition(' ')[0]}"
    assert str(caught.value) == f"source/publications.toml:{number}: register/bad-value {key} {says}"
    assert caught.value.exit_code == 2


def test_a_row_that_is_none_is_told(root: Root, build: Callable[..., CommandResult]) -> None:
    """What a merge left in the table is an error at its line; a byte order mark and CRLF are none."""
    root.addresses.write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    assert build(root).exit_code == 0
    root.addresses.write_text(f"<<<<<<< HEAD\n{TABLE}")
    with pytest.raises(UserError, match=r"^source/addresses.tsv:1: labels/row is no row"):
        build(root)


def test_remembering_labels_builds_nothing_anew(
    root: Root, order: Any, build: Callable[..., CommandResult]
) -> None:
    """The table is no input of an edition; a successor is one."""
    build(root)
    keep_labels(order(root))
    assert {row.status for row in build(root).rows} == {"fresh"}
    name_successors(root, 'ca-9 = "ca-2"')
    assert {row.reason for row in build(root).rows if row.status == "built"} == {
        "register changed: a.successors"
    }


def test_the_last_title_of_what_is_gone_is_an_input(root: Root, build: Callable[..., CommandResult]) -> None:
    """An edition that names a removed label is built anew for its title, and for no other row."""
    name_successors(root, 'ca-9 = "ca-2"')
    root.addresses.write_text(f"{TABLE}a\tca-9\tone\tNine\n")
    build(root)
    root.addresses.write_text(f"{TABLE}a\tca-9\tone\tNine\n".replace("Ten", "Ten of these"))
    assert {row.status for row in build(root).rows} == {"fresh"}
    root.addresses.write_text(f"{TABLE}a\tca-9\tone\tAll Nine\n")
    states = {(row.target.publication, row.reason) for row in build(root).rows if row.status == "built"}
    assert states == {("a", "register changed: a.successors")}


def test_a_successor_keeps_the_old_address(root: Root, tmp_path: Path) -> None:
    """In every format and language the old address leads to the article, and no title takes it."""
    name_successors(root, 'ca-9 = "ca-8"', 'ca-8 = "ca-2"', 'fig-0 = "figure-one"')
    write_page(root, f"{ONE}\nCA 9\n----\n\nWords.\n")
    for language in ("en", "fr"):
        made = build_edition(root, tmp_path, language)
        for page in (*read_html_pages(made.html), *read_chapters(made.epub)):
            if page.name.startswith("one."):
                for old, new in (("ca-9", "ca-2"), ("ca-8", "ca-2"), ("fig-0", "figure-one")):
                    (found,) = page.tree.xpath("//*[@id=$old]", old=old)
                    assert found.xpath("ancestor-or-self::*[@id=$new]", new=new)
        names = re.findall(r"/(ca-9|ca-8|fig-0)\b|\((ca-9|ca-8|fig-0)\)", read_destinations(made.pdf))
        assert {a or b for a, b in names} == {"ca-9", "ca-8", "fig-0"}


def read_destinations(path: Path) -> str:
    """Return the names of the destinations of a PDF, a line each."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        return "\n".join(f"({name})" for name in tree)
