"""`editions release compare`: pages and compare.json of two releases, in the language of each edition."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from build_tools.cli import dispatch
from build_tools.paths import Root
from tests.helpers.charter_edits import edit_charter, list_news
from tests.helpers.charter_pages import LETTERS, make_articles, write_pages
from tests.helpers.inspect import get_element_text
from tests.helpers.releases import copy_release, make_release

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "release" / "uncomparable.toml").read_text(encoding="utf-8")
)["case"]
INSERTED = {"en": "[inserted:", "fr": "[ajouté :", "es": "[añadido:", "ar": "[مضاف:", "ko": "[추가:"}
Compare = Callable[..., int]
TEXT = """The Rules
=========

.. toctree::

   rules
"""
RULES = """.. _rules:

All Rules
=========

.. _rule-1:

Water
-----

Water is for all who live here.

.. _rule-2:

Bread
-----

Bread is for all who are hungry, and for those who bake it.
"""


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of a publication in five languages."""
    made: Root = make_root({"a": list(LETTERS)})
    (made.source / "a" / "index.rst").write_text(TEXT)
    (made.source / "a" / "rules.rst").write_text(RULES)
    return made


@pytest.fixture
def compare(root: Root) -> Compare:
    """Return a function that runs the command on the root."""

    def run(*words: object) -> int:
        return dispatch.run_command(["release", "compare", *map(str, words), "--root", str(root.path)])

    return run


def read_comparison(root: Root, name: str) -> dict[str, Any]:
    """Return the entries of compare.json by language and publication."""
    file = root.path / "build" / "compare" / name / "compare.json"
    languages: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["languages"]
    return languages


def read_page(root: Root, language: str) -> Any:
    """Return the page of an edition as a browser reads it."""
    file = root.path / "build" / "compare" / "2026.1..2026.2" / language / "a.html"
    return html.fromstring(file.read_text(encoding="utf-8"))


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    """Return two releases in five languages, with every known change between them."""
    editors = {language: edit_charter(language) for language in LETTERS}
    old = {("a", tag): write_pages(tag, one.was.values()) for tag, one in editors.items()}
    new = {("a", tag): write_pages(tag, one.now.values()) for tag, one in editors.items()}
    return make_release(tmp_path / "old", "2026.1", old), make_release(tmp_path / "new", "2026.2", new)


def test_every_known_change_is_told_in_every_language(
    releases: tuple[Path, Path], compare: Compare, root: Root
) -> None:
    """compare.json and the page of each edition name the same articles, each with what was done to it."""
    assert compare(*releases) == 0
    found = read_comparison(root, "2026.1..2026.2")
    assert found.keys() == LETTERS.keys()
    for language in LETTERS:
        assert list_news(found[language]["a"]) == edit_charter(language).expected, language
        assert [one["article"] for one in found[language]["a"] if one.get("behind")] == []
        sections = read_page(root, language).xpath("//section")
        changes = [one.get("class") for one in sections]
        assert changes.count("removed") == 8  # seven, and a page that is empty now
        assert changes.count("moved") == 5


@pytest.mark.parametrize("language", LETTERS)
def test_a_page_is_heard_and_leads_on(
    language: str, releases: tuple[Path, Path], compare: Compare, root: Root
) -> None:
    """Marks are said in the language of the edition, and every link leads to an id that is there."""
    assert compare(*releases, "-l", language) == 0
    page = read_page(root, language)
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    inserted = page.xpath("//ins")
    assert inserted
    assert {get_element_text(one.xpath("./span")[0]).strip().replace("\xa0", " ") for one in inserted} == {
        INSERTED[language]
    }
    folder = root.path / "build" / "compare" / "2026.1..2026.2" / language
    targets = list(iter_targets(page, folder))
    assert len(targets) > 60
    assert [one for one in targets if not has_target(*one)] == []
    assert [one.name for one in folder.parent.iterdir() if one.is_dir()] == [language]


def iter_targets(page: Any, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file and the id of every link of a page that leads to another."""
    for href in page.xpath("//a/@href"):
        name, _, id = unquote(href).partition("#")
        assert not name.startswith("/")
        if name:
            yield folder / name, id


def has_target(file: Path, id: str) -> bool:
    """Return whether a page has an id."""
    return file.is_file() and f'id="{id}"' in file.read_text(encoding="utf-8")


def test_what_a_translation_did_not_follow_is_told(tmp_path: Path, compare: Compare, root: Root) -> None:
    """An article is behind where its source alone changed or stands in its place, and ahead in reverse."""
    tags = ("en", "fr", "ar")
    old = {("a", tag): write_pages(tag, make_articles(tag, 4).values()) for tag in tags}
    new = {name: dict(pages) for name, pages in old.items()}

    def edit(language: str, number: int, text: str) -> None:
        """Put a text before the others of an article."""
        pages = new["a", language]
        start = rf'(id="art-{number}".*?</h2>)'
        pages["part-0.html"] = re.sub(start, rf"\1<p>{text}</p>", pages["part-0.html"], flags=re.DOTALL)

    edit("en", 0, "More of it")
    edit("en", 1, "More of it")
    edit("ar", 1, "المزيد")
    edit("fr", 1, '<span lang="en" dir="ltr">More of it</span>')
    edit("fr", 2, "Davantage")
    releases = make_release(tmp_path / "old", "2026.1", old), make_release(tmp_path / "new", "2026.2", new)
    assert compare(*releases) == 0
    found = read_comparison(root, "2026.1..2026.2")

    def find(key: str, language: str) -> list[str]:
        """Return the articles with a key."""
        return [one["article"] for one in found[language]["a"] if one.get(key)]

    assert [find("behind", tag) for tag in tags] == [[], ["art-0", "art-1"], ["art-0"]]
    assert [find("ahead", tag) for tag in tags] == [[], ["art-2"], []]
    late = [get_element_text(one) for one in read_page(root, "fr").xpath("//p[@class='late']")]
    assert len(late) == 3
    assert "traduction" in late[0]
    passage = read_page(root, "fr").xpath("//ins//span[@lang='en']")
    assert [(one.get("dir"), get_element_text(one)) for one in passage] == [("ltr", "More of it")]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_cannot_be_compared_is_told_in_a_line(
    case: dict[str, str], tmp_path: Path, compare: Compare, root: Root, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each fault of a release is one line, with exit code 2; nothing is written, and nothing elsewhere."""
    editions = {("a", tag): write_pages(tag, make_articles(tag, 8).values()) for tag in ("en", "fr")}
    old, new = (
        make_release(tmp_path / name, f"2026.{number}", editions)
        for number, name in enumerate(("old", "new"), 1)
    )
    if "file" in case:
        (new / case["file"]).unlink()
    else:
        text = (new / "manifest.json").read_text()
        assert case["take"] in text
        (new / "manifest.json").write_text(text.replace(case["take"], case["put"]))
    assert compare(old, new) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(case["line"]), lines
    assert not (root.path / "build" / "compare").exists()


def test_a_language_that_neither_has_is_told(
    releases: tuple[Path, Path], compare: Compare, capsys: pytest.CaptureFixture[str]
) -> None:
    """A language without an edition in either release is one line that names those there are."""
    assert compare(*releases, "-l", "de") == 2
    line = capsys.readouterr().err
    assert line.startswith("release/language neither 2026.1 nor 2026.2 has de")
    assert "ar, en, es, fr, ko" in line


def test_markup_in_words_stays_words(tmp_path: Path, compare: Compare, root: Root) -> None:
    """What looks like HTML in the words of a release is shown as words on the page."""
    pages = {
        "index.html": '<main><article id="x"><h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1></article></main>'
    }
    other = {"index.html": pages["index.html"].replace("alert", "&lt;b&gt; alert")}
    old = make_release(tmp_path / "old", "2026.1", {("a", "en"): pages})
    assert compare(old, make_release(tmp_path / "new", "2026.2", {("a", "en"): other})) == 0
    page = read_page(root, "en")
    assert page.xpath("//main//script | //main//b") == []
    assert "<script>" in get_element_text(page.xpath("//h1")[0])


def test_the_texts_as_they_stand_are_built_and_compared(tmp_path: Path, compare: Compare, root: Root) -> None:
    """A point stands for the sources as they are; their web pages alone are built first."""
    build = ["build", "-f", "html", "-l", "en", "-l", "fr", "--root", str(root.path), "-q"]
    assert dispatch.run_command(build) == 0
    old = copy_release(root.path / "build" / "editions", tmp_path / "old", "2026.1")
    file = root.source / "a" / "rules.rst"
    file.write_text(file.read_text().replace("all who live here", "all who live or work here"))
    assert compare(old, ".", "-l", "fr") == 0
    found = read_comparison(root, "2026.1..now")
    assert found.keys() == {"fr"}
    changed = [one for one in found["fr"]["a"] if one["change"] != "same"]
    assert [(one["article"], one["inserted"], one["deleted"]) for one in changed] == [("rule-1", 2, 0)]
    assert changed[0]["behind"]  # it has no catalogue, so that the words of the source stand there
    assert list((root.path / "build" / "editions").glob("**/*.pdf")) == []
    assert etree.tostring(html.parse(root.path / "build/compare/2026.1..now/fr/a.html")).count(b"<ins>") == 1


def test_letters_of_a_font_are_no_change_of_the_look(
    tmp_path: Path, make_root: Any, compare: Compare, root: Root
) -> None:
    """A style sheet names the letters in use: an article whose neighbour has a new one looks the same."""
    make_root({"a": ["ko"]})
    file, built = root.source / "a" / "rules.rst", root.path / "build" / "editions"
    (root.source / "a" / "index.rst").write_text(TEXT)
    old, new = tmp_path / "1", tmp_path / "2"
    for number, words in (("1", "Bread is for"), ("2", "빵 is for")):
        file.write_text(RULES.replace("Bread is for", words), encoding="utf-8")
        assert dispatch.run_command(["build", "-f", "html", "--root", str(root.path), "-q"]) == 0
        copy_release(built, tmp_path / number, number)
    style = "editions/ko/a/html/style.css"
    assert (old / style).read_bytes() != (new / style).read_bytes()
    assert compare(old, new) == 0
    entries = read_comparison(root, "1..2")["ko"]["a"]
    assert [one["article"] for one in entries if one["change"] != "same" or "look" in one] == ["rule-2"]
