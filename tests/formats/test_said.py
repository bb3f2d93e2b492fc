"""Strings of Sphinx and docutils: in the reader's language, or marked as English."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.paths import BuildFolder, Root
from tests.helpers.editions import Made, Wish, make_apart
from tests.helpers.inspect import (
    extract_words,
    get_element_text,
    read_chapters,
    read_html_pages,
    run_pdftotext,
    text_proper,
)

DATA = Path(__file__).parent.parent / "data" / "formats" / "said.toml"
SAID: dict[str, Any] = tomllib.loads(DATA.read_text("utf-8"))
ELSEWHERE = SAID["elsewhere"]
# Strings that Sphinx generates: titles of admonitions, of version changes, of numbered figures.
MADE = (
    "//*[contains(@class, 'topic-title') or contains(@class, 'admonition-title')"
    " or contains(@class, 'versionmodified') or contains(@class, 'caption-number')"
    " or contains(@class, 'std-numref') or self::dt[span[@class='colon']]]"
)


def test_every_edition_says_it_in_the_language(sink: Made) -> None:
    """Every format of the kitchen sink has all of Sphinx's strings translated."""
    texts = {
        "html": " ".join(text_proper(leaf.main_element) for leaf in read_html_pages(sink.html)),
        "epub": " ".join(text_proper(leaf.main_element) for leaf in read_chapters(sink.epub)),
        "pdf": run_pdftotext(sink.pdf),
    }
    wanted = SAID["sink"][sink.edition.language.tag]
    for format, text in texts.items():
        run = "".join(extract_words(text))
        assert [each for each in wanted if "".join(extract_words(each)) not in run] == [], format


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Return a page with all these strings, as web pages, by language."""
    root = Root(tmp_path_factory.mktemp("said"))
    folder = root.source / "text"
    folder.mkdir(parents=True)
    tags = ["en", *ELSEWHERE["said"]]
    root.register.write_text(f"[publications.text]\nlanguages = {tags}\n")
    (root.source / "conf.py").write_text("numfig = True\n")
    (folder / "index.rst").write_text(ELSEWHERE["text"])
    build = BuildFolder(root.path / "build")
    wishes = (
        Wish(root=root, publication="text", language=tag, build=build, formats=("html",)) for tag in tags[1:]
    )
    return dict(zip(tags[1:], make_apart(wishes), strict=True))


@pytest.mark.parametrize("tag", sorted(ELSEWHERE["said"]))
def test_what_nobody_translated_is_english_and_says_so(elsewhere: dict[str, Made], tag: str) -> None:
    """A string has the page's language, by our translation or Sphinx's, or is marked as English."""
    (page,) = read_html_pages(elsewhere[tag].html)
    wanted = {(language, text) for language, text in ELSEWHERE["said"][tag]}
    texts = {text for _, text in wanted}
    found = {(get_language(each), get_element_text(each)) for each in page.main_element.xpath(MADE)}
    assert {(language, text) for language, text in found if text in texts} == wanted


def get_language(element: Any) -> Any:
    """Return the language of an element: its own, or that of its parent."""
    return next(each.get("lang") for each in (element, *element.iterancestors()) if each.get("lang"))


@pytest.mark.parametrize("tag", sorted(ELSEWHERE["quotes"]))
def test_straight_quotes_become_those_of_the_language(elsewhere: dict[str, Made], tag: str) -> None:
    """Quotes come from languages.toml, else from docutils; straight ones stay if none is known."""
    (page,) = read_html_pages(elsewhere[tag].html)
    assert ELSEWHERE["quotes"][tag] in get_element_text(page.main_element)
