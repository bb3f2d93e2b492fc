"""Commands for catalogues that name publications and pages, with the real Sphinx and gettext."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.paths import Root
from build_tools.tasks.catalogue import check, status
from build_tools.tasks.options import Selection
from tests.helpers.translators import INDEX, Translator, tree

WRONG = "Tout le monde, sauf 3, a ce droit."


@pytest.fixture
def two_pages(translator: Translator) -> Translator:
    """Return a root whose publication `a` has the pages `right` and `duty`, both translated wrongly."""
    translator.page("a/duty", "Nobody has 7 duties.", title="The duty")
    translator.updates()
    translator.translates("a/duty", Nobody_has="Personne.")
    translator.translates("a/right", Everyone_has=WRONG)
    return translator


def find_files(made: Translator, *pages: str, **more: Any) -> set[str]:
    """Return the files of the findings of a check of pages, without what is not translated."""
    options = made.order(made.root, selection=Selection(pages=pages), **more)
    found = check.check_catalogues(options, clock=time.monotonic).findings
    return {one.place.file.rpartition("LC_MESSAGES/")[2] for one in found if one.severity != "note"}


def test_a_check_of_a_page_finds_what_is_wrong_there(two_pages: Translator) -> None:
    """A page, a publication, or both are checked; the others are not, read or as cached."""
    for _ in range(2):  # read, then with the findings of all in the cache
        assert find_files(two_pages, "a/duty") == {"a/duty.po"}
        assert find_files(two_pages, "b", "a/right") == {"a/right.po"}
        assert find_files(two_pages, "b") == set()
        assert find_files(two_pages) == find_files(two_pages, "a") == {"a/duty.po", "a/right.po"}


def test_an_edit_is_found_by_a_check_of_its_page(two_pages: Translator) -> None:
    """A check of a page neither takes nor leaves a cached finding that is out of date."""
    assert find_files(two_pages) == {"a/duty.po", "a/right.po"}
    two_pages.po("a/duty").write_text(two_pages.text("a/duty").replace("Personne.", "7 devoirs, personne."))
    assert find_files(two_pages, "a/duty") == set()
    assert find_files(two_pages) == {"a/right.po"}


def test_a_check_of_a_page_needs_no_other_catalogue(two_pages: Translator) -> None:
    """A catalogue that cannot be read is no concern of another page."""
    two_pages.po("a/index").write_text("msgid\n")
    assert find_files(two_pages, "a/duty") == {"a/duty.po"}
    assert find_files(two_pages, "a/index") == {"a/index.po"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("locale/glossary.tsv", "key\tlanguage\tterm\nno row\n"),
        ("source/conf.py", "1 / 0\n"),
        ("source/a/index.rst", ".. include:: /nowhere.txt\n"),
    ],
)
def test_what_leaves_a_page_unchecked_is_told(two_pages: Translator, file: str, text: str) -> None:
    """A check of a page is not silent where terms or settings of all pages, or their text, cannot be read."""
    assert find_files(two_pages, "b") == set()
    (two_pages.root.path / file).write_text(text)
    if "index" in file:
        (two_pages.root.path / file).write_text(f"{INDEX}\n{text}")
    assert file in find_files(two_pages, "a/duty")


def test_a_page_without_a_catalogue_is_told(two_pages: Translator) -> None:
    """A check of a page that nobody has begun does not say that all is well."""
    two_pages.po("a/duty").unlink()
    options = two_pages.order(two_pages.root, selection=Selection(pages=("a/duty",)))
    (found,) = check.check_catalogues(options, clock=time.monotonic).findings
    assert (found.code, found.severity) == ("catalogue/none", "note")


def measure_pages(root: Root, pages: Sequence[str]) -> dict[str, list[str]]:
    """Return the pages of each publication that a count of French lists."""
    (french,) = status.measure_translation_status(root, pages=pages).languages.values()
    assert french.coverage.words == sum(one.coverage.words for one in french.publications.values())
    return {name: list(one.pages) for name, one in french.publications.items()}


def test_a_count_of_pages_counts_their_words_alone(two_pages: Translator) -> None:
    """The sums are of the pages that were named."""
    assert measure_pages(two_pages.root, ["a/duty"]) == {"a": ["a/duty"]}
    assert measure_pages(two_pages.root, ["b", "a/duty"]) == {"a": ["a/duty"], "b": ["b/index"]}
    assert measure_pages(two_pages.root, ["a", "a/duty"]) == {"a": ["a/index", "a/duty", "a/right"]}


def test_an_update_of_a_page_writes_no_other(two_pages: Translator) -> None:
    """Other catalogues stay as they are, to the byte, also one whose page is gone."""
    made = two_pages
    made.page("a/duty", "Nobody has 8 duties.", title="The duty")
    made.page("a/right", "Everyone has a right to words.", title="The right")
    made.page("b/index", "Others.")
    before = tree(made.root)
    selection = Selection(pages=("a/duty",))
    changed = [change.file for change in made.updates(selection=selection).changes]
    assert changed == ["locale/fr/LC_MESSAGES/a/duty.po"]
    (made.root.source / "a" / "right.rst").unlink()
    made.updates(selection=replace(selection, pages=("a/duty", "b")))
    after = tree(made.root)
    written = {name for name, data in after.items() if before.get(name) != data}
    assert {name.rpartition("LC_MESSAGES/")[2] for name in written} == {"a/duty.po", "b/index.po"}


@pytest.mark.parametrize("command", ["check", "status", "update"])
@pytest.mark.parametrize(
    ("name", "code", "nearest"),
    [
        ("aa", "register/unknown-publication", "write a, the nearest"),
        ("a/rihgt", "register/unknown-page", "write a/right, the nearest"),
        ("a/right.po.rst", "register/unknown-page", "write a/right, the nearest"),
        ("a/../b/index", "register/unknown-page", "the nearest"),
    ],
)
def test_a_page_that_is_not_known_is_a_line_and_2(
    command: str, name: str, code: str, nearest: str, translator: Translator, capsys: Any
) -> None:
    """The line has the name that is meant."""
    translator.page("a/index", INDEX)
    arguments = ["--root", str(translator.root.path), "catalogue", command, name]
    assert dispatch.run_command(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert code in line
    assert nearest in line


@pytest.mark.parametrize("name", ["a/right", "a/right.rst", "a/right.po", "a/right/", "a/"])
def test_a_page_is_named_as_its_file_is(name: str, two_pages: Translator, capsys: Any) -> None:
    """A name that a shell completes is understood."""
    arguments = ["--root", str(two_pages.root.path), "catalogue", "status", "-l", "fr", name]
    assert dispatch.run_command(arguments) == 0
    assert "a/right" in capsys.readouterr().out


def test_a_proof_of_a_page_is_of_its_own_publication(two_pages: Translator, capsys: Any) -> None:
    """A publication that is named beside the page of another is a line and 2, not a proof of all of it."""
    arguments = ["--root", str(two_pages.root.path), "build", "--why", "-f", "proof", "--page", "a/duty"]
    assert dispatch.run_command(arguments) == 0
    assert dispatch.run_command([*arguments, "a"]) == 0
    assert dispatch.run_command([*arguments, "b"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "cli/page no --page is of b — leave out b, or name one of its pages"
