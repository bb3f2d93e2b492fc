"""A release says what is new in it, in each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools.cli.dispatch import run_command
from build_tools.paths import Root
from tests.helpers.inspect import get_element_text

pytestmark = pytest.mark.usefixtures("structure_check")  # the others have their own tests
TEXT = ".. _port:\n\nThe Port\n========\n\n.. _port-1:\n\nThe quay\n--------\n\nThe quay is {state}.\n"
REGISTER = """[publications.a]
languages = ["en", "fr"]
formats = ["html"]
version = "{version}"
date = 2026-12-0{version}
note = "As the council <changed> it."
"""
ERRATA = """[[errata]]
publication = "a"
article = "port-1"
version = "1"
language = "en"
wrong = "open"
right = "not open"
state = "{state}"
date = 2026-12-02
"""


def cut(root: Root, version: str, state: str, *more: str) -> Path:
    """Cut a release of a version with its text as an editor does, and return the folder of its notes."""
    (root.source / "a" / "index.rst").write_text(TEXT.format(state=state))
    root.register.write_text(REGISTER.format(version=version))
    command = ["release", "cut", version, "--date", f"2026-12-0{version}", "--root", str(root.path), "-q"]
    assert run_command([*command, *more]) == 0
    return root.releases / version / "notes"


def read_lines(page: Path) -> list[str]:
    """Return what stands on a page of notes, line by line."""
    lines = html.parse(str(page)).xpath("//main//h1 | //main//h2 | //main//h3 | //main//p | //main//li")
    return [get_element_text(line) for line in lines]


def test_the_notes_name_the_changed_articles(make_root: Any) -> None:
    """In the language of each edition; each leads to its article, and every link to a file."""
    root: Root = make_root({"a": ["en", "fr"]})
    first = cut(root, "1", "open", "--note", "The first of all.")
    note = "As the council <changed> it."
    head = ["Version 1", "English · 1 December 2026", "The first of all.", "The Port"]
    assert read_lines(first / "en.html") == [*head, "Version 1 · 1 December 2026", note]
    second = cut(root, "2", "closed")
    lines = read_lines(second / "en.html")
    assert lines[-3:] == [note, "Changed articles:", "The quay"]
    assert read_lines(second / "fr.html")[-2][:17] == "Articles modifiés"
    page = html.parse(str(second / "en.html"))
    links = page.xpath("//main//a/@href")
    assert links[-1] == "../editions/en/a/html/index.html#port-1"
    assert [one for one in links if not (second / one.partition("#")[0]).is_file()] == []


def test_verified_errata_stand_in_the_notes_of_their_language(make_root: Any) -> None:
    """A reported one does not, and no other language has it."""
    root: Root = make_root({"a": ["en", "fr"]})
    cut(root, "1", "open")
    (root.source / "errata.toml").write_text(ERRATA.format(state="reported"))
    assert "not open" not in (cut(root, "2", "shut") / "en.html").read_text()
    (root.source / "errata.toml").write_text(ERRATA.format(state="verified"))
    notes = cut(root, "3", "shut")
    said = "Correction of 2 December 2026: version 1 said “open”; read “not open”."
    assert read_lines(notes / "en.html")[-2:] == ["Corrections", said]
    assert "not open" not in (notes / "fr.html").read_text()
