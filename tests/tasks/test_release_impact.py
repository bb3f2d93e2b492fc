"""`editions release impact`: what a release of the texts as they stand would change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.paths import Root
from tests.helpers.releases import copy_release

Impact = Callable[..., dict[str, Any]]
INDEX = "The Rules\n=========\n\n.. toctree::\n\n   rules\n"
RULES = """.. _rules:

All Rules
=========

.. _rule-1:

Water
-----

Water is for all who live here.

It is clean.

.. _rule-2:

Bread
-----

Bread is for all who are hungry.
"""
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"

msgid "All Rules"
msgstr "Toutes les règles"

msgid "Water"
msgstr "Eau"

msgid "Water is for all who live here."
msgstr "L’eau est pour qui vit ici."

msgid "It is clean."
msgstr "Elle est propre."

msgid "Bread"
msgstr "Pain"

#, fuzzy
msgid "Bread is for all who are hungry."
msgstr "Le pain est pour tous."
"""
TABLE = "publication\tlabel\tpage\ttitle\na\trule-1\trules\tWater\na\trule-2\trules\tBread\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a root in two languages, whose labels were published, with its pages, built once."""
    made = Root(tmp_path_factory.mktemp("built") / "root")
    catalogues = made.get_catalogue_folder("fr", "a")
    for folder in (made.source / "a", catalogues):
        folder.mkdir(parents=True)
    made.register.write_text('[publications.a]\nlanguages = ["en", "fr"]\n')
    (made.source / "a" / "index.rst").write_text(INDEX)
    (made.source / "a" / "rules.rst").write_text(RULES)
    made.addresses.write_text(TABLE)
    (catalogues / "rules.po").write_text(CATALOGUE, encoding="utf-8")
    assert dispatch.run_command(["build", "-f", "html", "--root", str(made.path), "-q"]) == 0
    return made.path


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Root:
    """Return a copy of the root and its pages."""
    return Root(shutil.copytree(built, tmp_path / "root"))


@pytest.fixture
def release(root: Root, tmp_path: Path) -> Path:
    """Return a release of the root as it is at first."""
    return copy_release(root.path / "build" / "editions", tmp_path / "2026.1", "2026.1")


@pytest.fixture
def impact(root: Root, release: Path, tmp_path: Path) -> Impact:
    """Return a function that runs the command, and returns its report."""

    def run(*words: str) -> dict[str, Any]:
        report = tmp_path / "impact.json"
        command = [
            "release",
            "impact",
            str(release),
            "--report",
            str(report),
            "--root",
            str(root.path),
            *words,
        ]
        assert dispatch.run_command(command) == 0
        made: dict[str, Any] = json.loads(report.read_text())
        return made

    return run


def edit_rules(root: Root, old: str, new: str) -> None:
    """Replace a text of the source."""
    file = root.source / "a" / "rules.rst"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_nothing_changes_where_nothing_was_written(
    impact: Impact, capsys: pytest.CaptureFixture[str]
) -> None:
    """The texts of the release itself change nothing, whatever is untranslated in them."""
    report = impact()
    nothing = {"words": 0, "messages": 0, "editions": 0, "articles": []}
    assert report["languages"] == {"en": nothing, "fr": nothing}
    assert report["broken"] == []
    assert (report["command"], report["exit"]) == ("impact", 0)
    assert capsys.readouterr().out.splitlines()[-1] == "every address of before still leads somewhere"


def test_what_must_be_translated_anew_is_counted(root: Root, impact: Impact) -> None:
    """Messages and words of a changed article without a translation count alone; no book is built."""
    edit_rules(root, "who live here", "who live or work here")
    report = impact()
    assert report["languages"] == {
        "en": {"words": 0, "messages": 0, "editions": 1, "articles": ["rule-1"]},
        "fr": {"words": 9, "messages": 1, "editions": 1, "articles": ["rule-1"]},
    }
    assert list((root.path / "build").glob("editions/**/*.pdf")) == []


def test_a_fuzzy_message_is_to_be_translated(root: Root, impact: Impact) -> None:
    """In an article that changed, what was fuzzy before is counted too."""
    edit_rules(root, "who are hungry.\n", "who are hungry.\n\nIt is fresh.\n")
    assert impact()["languages"]["fr"] == {"words": 10, "messages": 2, "editions": 1, "articles": ["rule-2"]}


def test_a_change_of_a_translation_is_seen(root: Root, impact: Impact) -> None:
    """Where a catalogue alone changed, its language changes, and nothing is to be translated."""
    file = root.get_catalogue_folder("fr", "a") / "rules.po"
    file.write_text(file.read_text().replace("Elle est propre.", "Elle est toujours propre."))
    languages = impact()["languages"]
    assert languages["en"]["articles"] == []
    assert languages["fr"] == {"words": 0, "messages": 0, "editions": 1, "articles": ["rule-1"]}


def test_addresses_that_break_are_told(
    root: Root, impact: Impact, capsys: pytest.CaptureFixture[str]
) -> None:
    """A label that is gone is told with exit code 0, until the register names its successor."""
    edit_rules(root, ".. _rule-2:", ".. _rule-3:")
    assert impact()["broken"] == ["rule-2"]
    assert "1 address would lead nowhere: rule-2" in capsys.readouterr().out
    register = root.register.read_text()
    root.register.write_text(f'{register}\n[publications.a.successors]\nrule-2 = "rule-3"\n')
    assert impact()["broken"] == []


def test_what_breaks_addresses_is_built_apart(root: Root, impact: Impact) -> None:
    """Pages that lost an address are not put where editions are published from."""
    edit_rules(root, ".. _rule-2:", ".. _rule-3:")
    impact()
    page = root.path / "build/editions/en/a/html/rules.html"
    assert 'id="rule-2"' in page.read_text()


def test_only_what_lost_addresses_is_built_apart(
    root: Root, impact: Impact, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that lost nothing is taken from where it is built, and compared; what to write is a warning."""
    (root.source / "b").mkdir()
    (root.source / "b" / "index.rst").write_text("Other Rules\n===========\n\nOther words.\n")
    root.register.write_text(f'{root.register.read_text()}\n[publications.b]\nlanguages = ["en"]\n')
    edit_rules(root, ".. _rule-2:", ".. _rule-3:")
    report = impact()
    assert report["broken"] == ["rule-2"]
    assert report["languages"]["en"]["articles"] == ["other-rules"]
    apart = root.path / "build/.press/impact/editions"
    assert {page.parent.parent.name for page in apart.glob("*/*/html/index.html")} == {"a"}
    assert (root.path / "build/editions/en/b/html/index.html").is_file()
    warned = [line for line in capsys.readouterr().err.splitlines() if "labels/lost" in line]
    assert [line.partition(", “Bread”, is gone from a")[0] for line in warned] == [
        "source/addresses.tsv:3: labels/lost the label rule-2"
    ]


def test_the_report_of_a_release_that_is_none_has_its_fault(
    root: Root, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is gone is one line, and stands in the report."""
    shutil.rmtree(release)
    report = tmp_path / "impact.json"
    command = ["release", "impact", str(release), "--report", str(report), "--root", str(root.path)]
    assert dispatch.run_command(command) == 2
    assert capsys.readouterr().err.startswith("release/not-a-release ")
    assert [one["code"] for one in json.loads(report.read_text())["findings"]] == ["release/not-a-release"]
