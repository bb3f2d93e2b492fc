"""Each edition tells its versions: number, date, note, and the articles whose words changed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools.cli.dispatch import run_command
from build_tools.paths import Root
from tests.helpers.inspect import get_element_text

pytestmark = pytest.mark.usefixtures("structure_check")  # the others have their own tests
TEXT = """.. _port:

The Port
========

.. _port-1:

The quay
--------

The quay is open to all.

.. _port-2:

The lamp
--------

The lamp is lit at night.

.. _port-3:

The rope
--------

The rope is long.
"""
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

{messages}
"""
FRENCH = {
    "The Port": "Le Port",
    "The quay": "Le quai",
    "The quay is open to all.": "Le quai est ouvert à tous.",
    "The lamp": "La lampe",
    "The lamp is lit at night.": "La lampe est allumée la nuit.",
    "The rope": "La corde",
    "The rope is long.": "La corde est longue.",
}
REGISTER = """[publications.a]
languages = ["en", "fr"]
formats = ["html"]
version = "{version}"
date = {date}
note = "{note}"
successors = {{ {successors} }}
"""


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of a text in English and French."""
    made: Root = make_root({"a": ["en", "fr"]})
    write_text(made, TEXT)
    return made


def write_text(root: Root, text: str) -> None:
    """Write the text of the publication, and of its French what belongs to it."""
    (root.source / "a" / "index.rst").write_text(text)
    write_french(root, {source: words for source, words in FRENCH.items() if source in text.split("\n")})


def write_register(
    root: Root, version: str, note: str = "", *, date: str = "2026-12-02", successors: str = ""
) -> None:
    """Write the register of the publication in a version."""
    values = {"version": version, "note": note, "date": date, "successors": successors}
    root.register.write_text(REGISTER.format(**values))


def write_french(root: Root, messages: dict[str, str]) -> None:
    """Write the French catalogue."""
    catalogue = root.get_catalogue_folder("fr", "a") / "index.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    pairs = (f'msgid "{source}"\nmsgstr "{text}"' for source, text in messages.items())
    catalogue.write_text(PO.format(messages="\n\n".join(pairs)))


def cut(root: Root, version: str, note: str = "", **values: str) -> Path:
    """Cut a release of a version as an editor does, and return its folder."""
    write_register(root, version, note, **values)
    assert run_command(["release", "cut", version, "--root", str(root.path), "-q"]) == 0
    return root.releases / version


def read_versions(release: Path, tag: str = "en") -> list[list[str]]:
    """Return what the page of versions says of each, the newest first, line by line."""
    page = html.parse(str(release / f"editions/{tag}/a/html/versions.html"))
    terms = [get_element_text(one) for one in page.xpath("//main//dt")]
    lines = [
        [get_element_text(line) for line in one.xpath(".//p")] for one in page.xpath("//main//dl[dt]/dd")
    ]
    return [[term, *rest] for term, rest in zip(terms, lines, strict=True)]


def test_the_articles_that_changed_are_named(root: Root) -> None:
    """Those with other words, new ones and those that are gone; the rest is not named."""
    assert read_versions(cut(root, "1", "The first.")) == [["Version 1", "2 December 2026", "The first."]]
    text = TEXT.replace("open to all", "open to everyone").replace("_port-2", "_port-4")
    write_text(root, text.replace("The lamp\n", "The lamps\n"))
    second = ["Version 2", "3 December 2026", "As the council changed it."]
    changes = ["Changed articles:", "The quay", "New articles:", "The lamps", "Removed articles:", "The lamp"]
    heir = 'port-2 = "port-4"'
    release = cut(root, "2", "As the council changed it.", date="2026-12-03", successors=heir)
    assert read_versions(release)[0] == [*second, *changes]
    assert read_versions(release)[1] == ["Version 1", "2 December 2026", "The first."]
    write_text(root, text.replace("The rope is long", "The rope is short"))
    third = read_versions(cut(root, "3", successors=heir))
    assert third[0][2:] == ["Changed articles:", "The lamp", "The rope"]
    assert third[1] == [*second, "Changed articles:", "The quay", "New articles:", "The lamp", *changes[4:]]


def test_each_language_tells_its_own(root: Root) -> None:
    """A translation that was mended is no change of the source; the page leads to the article."""
    cut(root, "1")
    write_french(root, FRENCH | {"The lamp is lit at night.": "La nuit, la lampe brûle."})
    release = cut(root, "2")
    assert read_versions(release)[0][2:] == ["The words of the articles did not change."]
    opening, *names = read_versions(release, "fr")[0][2:]
    assert (opening[:17], names) == ("Articles modifiés", ["La lampe"])
    page = html.parse(str(release / "editions/fr/a/html/versions.html"))
    assert page.xpath("//main//dd//a/@href") == ["index.html#port-2"]


def test_what_the_press_writes_is_no_change(root: Root) -> None:
    """Other signs, other spaces, a sentence below the title: the words are the same."""
    cut(root, "1")
    write_text(root, TEXT.replace("open to all.", "open to\nall!").replace("is long.", "is *long*."))
    write_register(root, "2")
    marked = 'unchecked = ["port-1"]\n'
    root.register.write_text(f"{root.register.read_text()}{marked}")
    assert run_command(["release", "cut", "2", "--root", str(root.path), "-q"]) == 0
    assert read_versions(root.releases / "2")[0][2:] == ["The words of the articles did not change."]


def test_nothing_is_built_again_after_a_release(root: Root, capfd: Any) -> None:
    """What it records of a version leaves the bytes of that version as they are."""
    cut(root, "1", "The first.")
    write_text(root, TEXT.replace("open to all", "open to everyone"))
    release = cut(root, "2", "As the council changed it.")
    before = (release / "editions/en/a/html/versions.html").read_bytes()
    capfd.readouterr()
    assert run_command(["build", "--root", str(root.path)]) == 0
    assert "2 fresh" in "".join(capfd.readouterr())
    assert run_command(["build", "--force", "--root", str(root.path), "-q"]) == 0
    assert (root.path / "build/editions/en/a/html/versions.html").read_bytes() == before


def test_a_version_is_recorded_once(root: Root) -> None:
    """Cut elsewhere again, it replaces itself, and a draft records nothing."""
    cut(root, "1", "The first.")
    table = root.versions.read_bytes()
    command = ["release", "cut", "1", "--to", str(root.path / "other"), "--root", str(root.path), "-q"]
    assert run_command(command) == 0
    assert root.versions.read_bytes() == table
    write_register(root, "2")
    assert run_command(["release", "cut", "2-draft", "--draft", "--root", str(root.path), "-q"]) == 0
    assert root.versions.read_bytes() == table
    rows = list(csv.reader(table.decode().splitlines(), "excel-tab"))
    assert rows[1] == ["a", "1", "en", "2026-12-02", "The first."]


def test_later_versions_tell_the_note_of_a_release(root: Root) -> None:
    """Where the register has none, what was said at the cut is remembered."""
    write_register(root, "1")
    command = ["release", "cut", "1", "--note", "The first of all.", "--root", str(root.path), "-q"]
    assert run_command(command) == 0
    assert read_versions(cut(root, "2"))[1] == ["Version 1", "2 December 2026", "The first of all."]


def test_an_authors_own_page_of_versions_stays(root: Root) -> None:
    """The list stands below what is written there."""
    write_text(root, TEXT.replace("The rope is long.", "The rope is long.\n\n.. toctree::\n\n   versions\n"))
    own = "What Came Before\n================\n\nThere was a draft of 1999.\n"
    (root.source / "a" / "versions.rst").write_text(own)
    page = html.parse(str(cut(root, "1", "The first.") / "editions/en/a/html/versions.html"))
    text = get_element_text(page.xpath("//main")[0])
    assert text.index("There was a draft of 1999.") < text.index("Version 12 December")


def test_without_a_note_the_first_version_has_no_page(root: Root) -> None:
    """Its number stands on the title page and in the imprint."""
    assert not (cut(root, "1") / "editions/en/a/html/versions.html").exists()
